/// Collects recorded findings in order and caps repeats, so that a million bad lines are five findings and a count.
public struct DiagnosticLog: Sendable {
  /// How many findings of one id are kept for one file.
  public static let repeatLimit = 5

  private var kept: [Diagnostic] = []
  private var counts: [Kind: Int] = [:]
  private var order: [Kind] = []

  private struct Kind: Hashable {
    let id: DiagnosticID
    let file: String?
    let severity: Severity
  }

  public init() {}

  public mutating func record(_ diagnostic: Diagnostic) {
    let kind = Kind(id: diagnostic.id, file: diagnostic.location?.file, severity: diagnostic.severity)
    let count = counts[kind, default: 0]
    if count == 0 { order.append(kind) }
    counts[kind] = count + 1
    if count < Self.repeatLimit { kept.append(diagnostic) }
  }

  /// What was recorded, in order, then one line for each kind of which more came than was kept.
  public var diagnostics: [Diagnostic] {
    kept
      + order.compactMap { kind in
        let hidden = counts[kind, default: 0] - Self.repeatLimit
        guard hidden > 0 else { return nil }
        return Diagnostic(
          kind.severity, kind.id, "and \(hidden) more of the same kind", at: SourceLocation(file: kind.file))
      }
  }
}

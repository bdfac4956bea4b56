public import PerfDiagnostics
public import PerfModel

/// Everything that the inputs of one side hold.
public struct LoadedSide: Sendable {
  /// In the order of the inputs; their labels are unique.
  public let runs: [Run]
  /// What tells of the inside of the service during the runs: profiles, a `Run` for each file.
  public let evidence: [Run]
  /// Files of folders that no importer knows, as they may be shown: listed, not ignored in silence.
  public let unrecognised: [String]
  /// Findings about the inputs as a set; those about one run are in the run.
  public let diagnostics: [Diagnostic]

  public init(runs: [Run], evidence: [Run] = [], unrecognised: [String], diagnostics: [Diagnostic]) {
    self.runs = runs
    self.evidence = evidence
    self.unrecognised = unrecognised
    self.diagnostics = diagnostics
  }

  /// What a report has to say of the inputs: the diagnostics, and the files that were passed over.
  public var findings: [Diagnostic] {
    var findings = diagnostics
    if !evidence.isEmpty {
      findings.append(
        Diagnostic(
          .note, .evidenceFound,
          "profiles, kept as evidence: \(Self.list(evidence.map { $0.files.first?.path ?? $0.label }))",
          hint: "'perfreport profile AFTER --before BEFORE' holds two of them against each other"))
    }
    if !unrecognised.isEmpty {
      findings.append(
        Diagnostic(
          .note, .inputSkipped, "of no known format, and left out: \(Self.list(unrecognised))",
          hint: "if one of them is a result, was it cut off? 'perfreport inspect FILE' tells what it looks like"))
    }
    return findings
  }

  /// The first five names.
  private static func list(_ names: [String]) -> String {
    let hidden = names.count - 5
    return names.prefix(5).joined(separator: ", ") + (hidden > 0 ? " and \(hidden) more" : "")
  }
}

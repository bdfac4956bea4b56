public import PerfDiagnostics
public import PerfModel

/// Everything that the inputs of one side hold.
public struct LoadedSide: Sendable {
  /// In the order of the inputs; their labels are unique.
  public let runs: [Run]
  /// Files of folders that no importer knows, as they may be shown: listed, not ignored in silence.
  public let unrecognised: [String]
  /// Findings about the inputs as a set; those about one run are in the run.
  public let diagnostics: [Diagnostic]

  public init(runs: [Run], unrecognised: [String], diagnostics: [Diagnostic]) {
    self.runs = runs
    self.unrecognised = unrecognised
    self.diagnostics = diagnostics
  }

  /// What a report has to say of the inputs: the diagnostics, and the files that were passed over.
  public var findings: [Diagnostic] {
    guard !unrecognised.isEmpty else { return diagnostics }
    let hidden = unrecognised.count - 5
    let names = unrecognised.prefix(5).joined(separator: ", ") + (hidden > 0 ? " and \(hidden) more" : "")
    return diagnostics + [
      Diagnostic(
        .note, .inputSkipped, "of no known format, and left out: \(names)",
        hint: "if one of them is a result, was it cut off? 'perfreport inspect FILE' tells what it looks like")
    ]
  }
}

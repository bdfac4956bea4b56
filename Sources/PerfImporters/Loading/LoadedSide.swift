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
}

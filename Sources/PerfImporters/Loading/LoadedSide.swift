public import PerfDiagnostics
public import PerfModel

/// Everything that the inputs of one side hold.
public struct LoadedSide: Sendable {
  /// In the order of the inputs; their labels are unique.
  public let runs: [Run]
  /// What was seen of resources beside them, in the order of the inputs: no results, and in no comparison.
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

  /// The findings of a command that has no use for evidence, which are told that it is left out.
  /// - Throws: `no-data` where there is nothing but evidence.
  public func findingsWithoutEvidence() throws(Diagnostic) -> [Diagnostic] {
    guard !evidence.isEmpty else { return findings }
    let names = evidence.compactMap { $0.files.first?.path ?? $0.label }
    guard !runs.isEmpty else {
      throw Diagnostic(
        .error, .noData, "holds series of resources and no result of a test",
        at: names.first.map { SourceLocation(file: $0) }, hint: "name the load test's result; 'plan' reads both")
    }
    let list = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
    return findings + [
      Diagnostic(.note, .inputSkipped, "series of resources are evidence for 'plan', and left out: \(list)")
    ]
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

public import PerfDiagnostics
public import PerfModel

/// Everything that the inputs of one side hold.
public struct LoadedSide: Sendable {
  /// In the order of the inputs; their labels are unique.
  public let runs: [Run]
  /// What was seen of the service's inside and of resources beside them, in the order of the inputs, a `Run` for each file: no results, and
  /// in no comparison.
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

  /// The findings of a command that needs results, which are told what becomes of evidence.
  /// - Parameter isRead: whether the command reads what was seen of resources; otherwise it is left out.
  /// - Throws: `no-data` where there is nothing but evidence.
  public func findingsWithoutEvidence(isRead: Bool = false) throws(Diagnostic) -> [Diagnostic] {
    guard !evidence.isEmpty else { return findings }
    let profiles = names { !$0.profiles.isEmpty }
    let resources = names { $0.profiles.isEmpty }
    guard !runs.isEmpty else {
      guard resources.isEmpty, let profile = profiles.first else {
        throw Diagnostic(
          .error, .noData, "holds series of resources and no result of a test",
          at: resources.first.map { SourceLocation(file: $0) }, hint: "name the load test's result; 'plan' reads both")
      }
      throw Diagnostic(
        .error, .evidenceAlone, "there is a profile and no result of a test", at: SourceLocation(file: profile),
        hint: "'perfreport profile \(profile)' shows it; profiles are evidence beside a result")
    }
    var findings = findings
    if !resources.isEmpty {
      findings.append(
        Diagnostic(
          .note, isRead ? .evidenceFound : .inputSkipped,
          isRead
            ? "series of resources, kept as evidence: \(Self.list(resources))"
            : "series of resources are evidence for 'plan', and left out: \(Self.list(resources))"))
    }
    if !profiles.isEmpty {
      findings.append(
        Diagnostic(
          .note, .evidenceFound, "profiles, kept as evidence: \(Self.list(profiles))",
          hint: "'perfreport profile AFTER --before BEFORE' holds two of them against each other"))
    }
    return findings
  }

  private func names(_ isWanted: (Run) -> Bool) -> [String] {
    evidence.filter(isWanted).map { $0.files.first?.path ?? $0.label }
  }

  /// What a report has to say of the inputs: the diagnostics, and the files that were passed over.
  public var findings: [Diagnostic] {
    var findings = diagnostics
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

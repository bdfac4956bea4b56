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
  /// - Parameters:
  ///   - uses: what the command reads beside them, so that nothing of it is left out.
  ///   - needsResult: false for a command that shows evidence without a result too.
  /// - Throws: `no-data` or `evidence-alone` where there is nothing but evidence.
  public func findingsWithoutEvidence(
    using uses: Set<EvidenceKind> = [], needsResult: Bool = true
  ) throws(Diagnostic) -> [Diagnostic] {
    guard !evidence.isEmpty else { return findings }
    let kinds = EvidenceKind.allCases.map { kind in (kind, names { EvidenceKind($0) == kind }) }
    guard !runs.isEmpty || !needsResult else { throw alone(Dictionary(uniqueKeysWithValues: kinds)) }
    return findings
      + kinds.compactMap { kind, names -> Diagnostic? in
        guard !names.isEmpty, !(kind == .queries && uses.contains(kind)) else { return nil }
        return finding(kind, Self.list(names), isUsed: uses.contains(kind))
      }
  }

  /// What a file of evidence holds.
  public enum EvidenceKind: Sendable, Hashable, CaseIterable {
    case resources, profiles, queries

    init(_ run: Run) {
      self = !run.profiles.isEmpty ? .profiles : run.queries.isEmpty && run.plans.isEmpty ? .resources : .queries
    }
  }

  private func finding(_ kind: EvidenceKind, _ names: String, isUsed: Bool) -> Diagnostic {
    switch kind {
    case .resources where isUsed:
      Diagnostic(.note, .evidenceFound, "series of resources, kept as evidence: \(names)")
    case .resources:
      Diagnostic(.note, .inputSkipped, "series of resources are evidence for 'plan', and left out: \(names)")
    case .profiles:
      Diagnostic(
        .note, .evidenceFound, "profiles, kept as evidence: \(names)",
        hint: "'perfreport profile AFTER --before BEFORE' holds two of them against each other")
    case .queries:
      Diagnostic(
        .note, .evidenceFound, "query statistics and plans, kept as evidence: \(names)",
        hint: "'perfreport compare BEFORE AFTER' with folders shows which queries changed")
    }
  }

  private func alone(_ names: [EvidenceKind: [String]]) -> Diagnostic {
    if let resources = names[.resources]?.first {
      return Diagnostic(
        .error, .noData, "holds series of resources and no result of a test", at: SourceLocation(file: resources),
        hint: "name the load test's result; 'plan' reads both")
    }
    if let profile = names[.profiles]?.first {
      return Diagnostic(
        .error, .evidenceAlone, "there is a profile and no result of a test", at: SourceLocation(file: profile),
        hint: "'perfreport profile \(profile)' shows it; profiles are evidence beside a result")
    }
    let queries = names[.queries]?.first ?? ""
    return Diagnostic(
      .error, .evidenceAlone, "there are query statistics or plans and no result of a test",
      at: SourceLocation(file: queries),
      hint: "'perfreport inspect \(queries)' shows them; they are evidence beside a result")
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

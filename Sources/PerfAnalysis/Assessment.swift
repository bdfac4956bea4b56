public import PerfDiagnostics
public import PerfModel

/// A finished comparison: numbers and verdicts only, nothing left to compute.
public struct Assessment: Sendable, Hashable {
  public let verdict: OverallVerdict
  public let status: Status
  public let judgement: Judgement
  /// Why the comparison could not be judged, in the order of importance; empty where it could.
  public let obstacles: [String]
  public let before: SideSummary
  public let after: SideSummary
  /// Ascending by key, then statistic.
  public let comparisons: [Comparison]
  public let ledger: Ledger
  /// Series that disappeared and look like one that appeared.
  public let renamed: [RenamedCandidate]
  public let preconditions: [Precondition]
  /// What was assumed for want of data: "run-to-run noise 5 % (assumed)".
  public let assumptions: [String]
  /// The next step that would settle most of what is open.
  public let advice: [String]
  /// Nil unless a self-test was asked for.
  public let selfTest: SelfTestResult?
  /// What was noticed in the inputs and in putting them side by side.
  public let diagnostics: [Diagnostic]
  /// The objectives of both sides, in the order of the documents; empty where none were given.
  public package(set) var objectives: [ObjectiveComparison] = []
  public package(set) var notMeasurable: [UnreadTarget] = []
  public package(set) var notUnderstood: [UnreadTarget] = []
  /// What single requests show, nil where no run is known to the request.
  public package(set) var samples: SampleFindings?
  /// The statements of both sides' databases, nil where a side has none.
  public package(set) var queries: QueryAnalysis?
  /// The profiles of both sides in pairs; empty where a side has none.
  public package(set) var profiles: [ProfileComparison] = []
  /// What keeps the evidence of both sides from being held against each other as it is; to be said before the evidence.
  public package(set) var evidenceChecks: [Diagnostic] = []
  /// What moved inside the service together with endpoints that changed, by endpoint, the worse first; empty where nothing was seen.
  public package(set) var evidence: [EvidenceItem] = []
  /// How queries of both sides are answered; empty where a side has no plans.
  public package(set) var queryPlans: [QueryPlanChange] = []
  /// What was seen of resources beside the runs, nil where nobody looked; it decides nothing.
  public package(set) var resources: ResourceFindings?

  /// The counts of the objectives, held against the after side.
  public var objectiveLedger: ObjectiveLedger {
    ObjectiveLedger(objectives.map(\.after), notMeasurable: notMeasurable.count, notUnderstood: notUnderstood.count)
  }
}

/// One side of a comparison, as a report names it.
public struct SideSummary: Sendable, Hashable {
  public let label: String
  public let runs: [RunSummary]

  /// One run of a side.
  public struct RunSummary: Sendable, Hashable {
    public let label: String
    public let tool: String
    public let toolVersion: String?
    public let format: String
    public let startedAt: Timestamp?
    public let duration: Double?
    public let requests: Int?
    public let files: [InputFile]
  }
}

/// Counts that add up: every series of each side is in exactly one place.
///
/// `seriesBefore == compared + noData + missing`, `seriesAfter == compared + noData + new`.
public struct Ledger: Sendable, Hashable {
  public let seriesBefore: Int
  public let seriesAfter: Int
  /// Series that both sides hold with data.
  public let compared: Int
  public let new: Int
  public let missing: Int
  /// Pairs of `missing` and `new` that may be one series under two names; they are counted there.
  public let renamedCandidates: Int
  /// Series that both sides have and of which at least one counted nothing.
  public let noData: Int
  /// Endpoints of the before side, and how many of them the after side has with data.
  public let endpointsBefore: Int
  public let endpointsMatched: Int
}

/// A series that went and one that came which may be the same under another name.
public struct RenamedCandidate: Sendable, Hashable {
  public let before: SeriesKey
  public let after: SeriesKey
  /// 0…1, how alike the names are.
  public let similarity: Double
}

/// A condition for putting two sides next to each other.
public struct Precondition: Sendable, Hashable {
  public let id: String
  public let outcome: Outcome
  /// With the numbers: "duration 30.5 s against 8.3 s, more than 20 % apart".
  public let text: String

  /// Whether it holds.
  public enum Outcome: String, Sendable, Hashable {
    case holds
    case fails
    /// The files do not tell.
    case unknown
  }
}

/// The outcome of worsening every gated row on purpose (docs/statistics.md §6).
public struct SelfTestResult: Sendable, Hashable {
  /// Gated rows that turned red, as they should.
  public let seeing: Int
  /// Gated rows that stayed green although they were worsened, or that the after side does not have.
  public let blind: [BlindRow]

  /// A row that would let a regression pass.
  public struct BlindRow: Sendable, Hashable {
    public let key: SeriesKey
    public let statistic: Statistic
    public let reason: String
  }
}

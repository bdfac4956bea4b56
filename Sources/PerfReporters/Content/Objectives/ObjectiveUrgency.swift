import PerfAnalysis
import PerfModel

/// How much an objective asks to be looked at, the most urgent first: what is broken, the worst tier and the worst miss on top.
struct ObjectiveUrgency: Comparable {
  private let kind: Int
  /// How far beyond its bound a breached one is, negative.
  private let miss: Double

  init(_ result: ObjectiveResult) {
    kind = Self.kind(result)
    miss = result.status == .breached ? result.headroom ?? 0 : 0
  }

  /// The places of results in the order of reports; what is alike stays in the order of the documents.
  static func worstFirst(_ results: some Sequence<ObjectiveResult>) -> [Int] {
    let urgencies = results.map(ObjectiveUrgency.init)
    return urgencies.indices.sorted { (urgencies[$0], $0) < (urgencies[$1], $1) }
  }

  static func < (a: ObjectiveUrgency, b: ObjectiveUrgency) -> Bool { (a.kind, a.miss) < (b.kind, b.miss) }

  private static func kind(_ result: ObjectiveResult) -> Int {
    switch (result.status, result.objective.tier) {
    case (.breached, .max): 0
    case (.breached, .critical): 1
    case (.breached, .target): 2
    case (.breached, .warning): 3
    case (.tooCloseToCall, _): 4
    case (.unknown, _): 5
    case (.met, _): 6
    }
  }
}

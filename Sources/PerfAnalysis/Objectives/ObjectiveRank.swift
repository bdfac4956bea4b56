import PerfModel

/// Which results take part in the verdict: what a code block says yields to what another place says of the same figure
/// (OBJECTIVES, shape 13).
enum ObjectiveRank {
  static func apply(to results: inout [ObjectiveResult]) {
    let isInCode = results.map { $0.objective.source.origin == .codeBlock }
    guard isInCode.contains(true) else { return }
    let spoken = Set(zip(results, isInCode).filter { !$1 }.map { Subject($0.0) })
    for index in results.indices where isInCode[index] && spoken.contains(Subject(results[index])) {
      results[index].decides = false
    }
  }

  /// One figure at one tier and load.
  private struct Subject: Hashable {
    let key: SeriesKey?
    let metric: MetricID
    let statistic: Statistic
    let tier: Objective.Tier
    let scenario: String?

    init(_ result: ObjectiveResult) {
      key = result.key
      metric = result.objective.metric
      statistic = result.objective.statistic
      tier = result.objective.tier
      scenario = result.objective.scenario?.name
    }
  }
}

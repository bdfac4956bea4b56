import PerfModel

/// Which results take part in the verdict (OBJECTIVES, shape 13).
enum ObjectiveRank {
  /// Takes the vote from what a tool declares where the user names objectives, and from what a code block says where another place
  /// speaks of the same figure.
  static func apply(to results: inout [ObjectiveResult]) {
    let isNamed = results.contains { $0.objective.source.origin != .tool }
    var spoken: Set<Subject> = []
    for result in results where result.objective.source.origin != .tool && result.objective.source.origin != .codeBlock {
      spoken.insert(Subject(result))
    }
    for index in results.indices {
      switch results[index].objective.source.origin {
      case .commandLine, .objectivesFile, .document: continue
      case .codeBlock: results[index].decides = !spoken.contains(Subject(results[index]))
      case .tool: results[index].decides = !isNamed
      }
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

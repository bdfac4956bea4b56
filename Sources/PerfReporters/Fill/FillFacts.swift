import PerfAnalysis
public import PerfModel
import PerfUnits

extension FillText {
  /// A fact about the runs by the label of its line in lower case; foreign text is made harmless.
  public static func fact(_ label: String, of runs: [Run]) -> Answer {
    let text: String? =
      switch label {
      case "date", "test date", "date of test", "run date", "tested on": dates(runs)
      case "tool", "test tool", "load generator":
        told(runs) { [$0.tool, $0.toolVersion].compactMap(\.self).joined(separator: " ") }
      case "duration", "test duration": SideText.durations(runs.map(\.duration))
      default: told(runs) { run in keys(label).lazy.compactMap { run.context[$0] }.first } ?? level(label, of: runs)
      }
    guard let text, !text.isEmpty else { return .none(reason: "the run does not tell '\(label)'") }
    return .text(text)
  }

  /// The keys under which tools and users write a fact.
  private static func keys(_ label: String) -> [String] {
    switch label {
    case "environment", "env", "test environment": ["environment", "env"]
    case "version", "release", "test version": ["version", "release"]
    case "commit", "revision", "sha", "git commit", "git sha": ["commit", "revision", "sha"]
    case "hardware", "machine": ["hardware", "machine"]
    default: [label]
    }
  }

  /// The highest level of a resource, where every run has measured it.
  private static func level(_ label: String, of runs: [Run]) -> String? {
    guard let id = resources[label].map(MetricID.init(rawValue:)), let metric = MetricCatalogue.metric(id),
      runs.allSatisfy({ $0[SeriesKey(id)]?.hasData ?? false }), let peak = SideFigures(runs).peak(SeriesKey(id))
    else { return nil }
    return ValueScale(metric.unit.dimension, isShare: label.hasPrefix("cpu"), [peak]).text(peak) + " at most"
  }

  private static let resources = [
    "cpu": "cpu.utilization", "cpu usage": "cpu.utilization", "memory": "memory.used", "memory usage": "memory.used",
    "goroutines": "runtime.goroutines", "threads": "process.threads", "database connections": "db.connections.active",
  ]

  /// What every run says; where they differ, all of it, and where one is silent, nothing.
  private static func told(_ runs: [Run], _ fact: (Run) -> String?) -> String? {
    let facts = runs.compactMap(fact)
    guard facts.count == runs.count else { return nil }
    var seen: Set<String> = []
    return MarkdownText.portable(facts.filter { seen.insert($0).inserted }.joined(separator: ", "))
  }

  /// The day in UTC, or the first and the last one.
  private static func dates(_ runs: [Run]) -> String? {
    let times = runs.compactMap(\.startedAt)
    guard times.count == runs.count, let first = times.min(), let last = times.max() else { return nil }
    let days = [first, last].map { String($0.rfc3339.prefix { $0 != "T" }) }
    return days[0] == days[1] ? days[0] : "\(days[0]) to \(days[1])"
  }
}

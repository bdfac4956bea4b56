import PerfModel
import PerfUnits

/// What has to hold before two sides may be put next to each other (docs/statistics.md §2). Only load tests have such
/// conditions.
enum Preconditions {
  /// The condition that something succeeded at all.
  static let success = "successful-requests"

  /// The condition that each run settles, where every request is known.
  static let steadiness = "steady-state"

  static func check(_ before: Side, _ after: Side) -> [Precondition] {
    guard before.measuresRequests, after.measuresRequests else { return [] }
    return [duration(before, after), load(before, after), dropped(before, after), successes(before, after)]
  }

  /// Durations within 20 %, unless the tests ran a fixed number of requests, where the duration is a result.
  private static func duration(_ before: Side, _ after: Side) -> Precondition {
    let id = "duration"
    let x = before.runs.compactMap(\.duration)
    let y = after.runs.compactMap(\.duration)
    guard !x.isEmpty, !y.isEmpty else {
      return Precondition(id: id, outcome: .unknown, text: "the files do not tell how long the runs lasted")
    }
    let scale = DisplayScale(for: x + y, dimension: .time)
    let text = "duration \(range(x, scale)) before, \(range(y, scale)) after"
    if ratio(x + y) <= 1.2 { return Precondition(id: id, outcome: .holds, text: text) }
    if let counts = requestCounts(before, after), ratio(counts) <= 1.02 {
      return Precondition(id: id, outcome: .holds, text: "a fixed number of requests; " + text)
    }
    return Precondition(id: id, outcome: .fails, text: text + ", more than 20 % apart")
  }

  /// The offered load within 2 %: the arrival rate where the files tell it, the users otherwise.
  private static func load(_ before: Side, _ after: Side) -> Precondition {
    let id = "offered-load"
    let levels: [(MetricID, String)] = [
      (.loadOfferedRate, "requests per second offered"), (.loadUsersMax, "users"), (.loadUsers, "users"),
    ]
    for (metric, noun) in levels {
      let x = before.values(SeriesKey(metric), .maximum) + before.valuesWithoutMaximum(SeriesKey(metric))
      let y = after.values(SeriesKey(metric), .maximum) + after.valuesWithoutMaximum(SeriesKey(metric))
      guard !x.isEmpty, !y.isEmpty else { continue }
      let scale = DisplayScale(for: x + y, dimension: .one)
      let text = "\(noun): \(range(x, scale)) before, \(range(y, scale)) after"
      let holds = ratio(x + y) <= 1.02
      return Precondition(
        id: id, outcome: holds ? .holds : .fails, text: holds ? text : text + ", more than 2 % apart")
    }
    return Precondition(id: id, outcome: .unknown, text: "the files do not tell the offered load")
  }

  /// Dropped iterations are load that never arrived.
  private static func dropped(_ before: Side, _ after: Side) -> Precondition {
    func share(_ side: Side) -> Double {
      let dropped = side.total(.iterationDropped) ?? 0
      let done = side.total(.iterationCount) ?? 0
      return dropped > 0 ? dropped / (dropped + done) : 0
    }
    let shares = [share(before), share(after)]
    let words = shares.map { NumberText.significant($0 * 100, digits: 2) + " %" }
    let text = "dropped iterations \(words[0]) before, \(words[1]) after"
    let holds = shares.allSatisfy { $0 <= 0.01 }
    return Precondition(
      id: "dropped-iterations", outcome: holds ? .holds : .fails,
      text: holds ? text : text + ": more than 1 % of the load was never offered")
  }

  /// Where every request failed, nothing of the system was measured.
  private static func successes(_ before: Side, _ after: Side) -> Precondition {
    let failing = [("before", before), ("after", after)].compactMap { name, side -> String? in
      let runs = side.runs.count { $0.failsEverything }
      guard runs > 0 else { return nil }
      return runs == side.runs.count ? name : "in \(runs) of \(side.runs.count) runs \(name)"
    }
    guard !failing.isEmpty else {
      return Precondition(id: success, outcome: .holds, text: "every run has successful requests")
    }
    return Precondition(
      id: success, outcome: .fails,
      text: "every request failed \(failing.joined(separator: " and ")): latency and rate are those of failures")
  }

  private static func requestCounts(_ before: Side, _ after: Side) -> [Double]? {
    func counts(_ side: Side) -> [Double] {
      side.runs.compactMap { run in
        if let whole = run[SeriesKey(.requestCount)]?[.value] { return whole }
        let endpoints = run.series.filter { $0.key.metric == .requestCount && $0.key.labels.isEmpty }
        return endpoints.isEmpty ? nil : endpoints.compactMap { $0[.value] }.reduce(0, +)
      }
    }
    let all = (counts(before), counts(after))
    return all.0.isEmpty || all.1.isEmpty ? nil : all.0 + all.1
  }

  /// The largest over the smallest.
  private static func ratio(_ values: [Double]) -> Double {
    guard let low = values.min(), let high = values.max() else { return 1 }
    return low > 0 ? high / low : high > 0 ? .infinity : 1
  }

  private static func range(_ values: [Double], _ scale: DisplayScale) -> String {
    guard let low = values.min(), let high = values.max() else { return "–" }
    let ends = [scale.text(low), scale.text(high)]
    return ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])"
  }
}

extension Run {
  /// Whether all requests failed.
  var failsEverything: Bool {
    let ratios = series.compactMap { series -> Double? in
      guard series.key.metric == .requestErrorRatio, series.key.labels.isEmpty else { return nil }
      return series[.value]
    }
    return !ratios.isEmpty && ratios.allSatisfy { $0 == 1 }
  }
}

extension Side {
  /// The last values of gauges that keep no maximum.
  func valuesWithoutMaximum(_ key: SeriesKey) -> [Double] {
    runs.compactMap { run in
      guard let series = run[key], series[.maximum] == nil else { return nil }
      return series[.value]
    }
  }
}

import PerfAnalysis
import PerfModel
import PerfUnits

/// What was measured, in words: nothing that no run holds has a value.
struct ResultsMeasurements {
  private let figures: SideFigures
  private let runs: [Run]
  /// Objectives by the endpoint that answered; nil is the whole run.
  private let objectives: [String?: [ObjectiveRow]]

  init(_ runs: [Run], _ rows: [ObjectiveRow]) {
    self.runs = runs
    figures = SideFigures(runs)
    objectives = Dictionary(grouping: rows.filter { $0.result.key != nil }, by: { $0.result.key?.endpoint })
  }

  var load: TemplateObject {
    TemplateObject([
      ("users", .optional(UsersHeld(runs).map(ResultsText.users))),
      ("usersMax", .optional(mostUsers.map(ResultsText.count))),
      ("offeredRate", text(.loadOfferedRate)), ("duration", .optional(SideText.durations(runs.map(\.duration)))),
    ])
  }

  var endpoints: [TemplateObject] { figures.endpoints.map { row($0) } }

  /// Nil where no run sums up its requests.
  var wholeRun: TemplateObject? {
    let keys: [MetricID] = [.requestDuration, .requestCount, .requestRate, .requestErrorRatio]
    let isMeasured = keys.contains { figures.figure(SeriesKey($0)) != nil || figures.total(SeriesKey($0)) != nil }
    return isMeasured ? row(nil) : nil
  }

  var throughput: TemplateObject {
    TemplateObject([
      ("rate", text(.requestRate)), ("requests", .optional(requests(nil).map(ResultsText.count))),
      ("iterations", count(.iterationCount)), ("iterationRate", text(.iterationRate)),
      ("dropped", count(.iterationDropped)), ("received", total(.dataReceived)),
      ("receivedRate", text(.dataReceivedRate)), ("sent", total(.dataSent)), ("sentRate", text(.dataSentRate)),
    ])
  }

  var errors: TemplateObject {
    let failing = figures.endpoints.compactMap { endpoint -> (Double, TemplateObject)? in
      guard let figure = figures.figure(SeriesKey(.requestErrorRatio, endpoint: endpoint)), figure.value > 0 else {
        return nil
      }
      return (
        figure.value,
        TemplateObject([
          ("name", .name(endpoint)), ("ratio", text(.requestErrorRatio, endpoint)),
          ("failed", count(.requestFailed, endpoint)),
        ])
      )
    }
    return TemplateObject([
      ("ratio", text(.requestErrorRatio)), ("failed", count(.requestFailed)),
      // Endpoints come by name, and equal shares stay so.
      (
        "endpoints",
        .list(failing.enumerated().sorted { ($1.element.0, $0.offset) < ($0.element.0, $1.offset) }.map(\.element.1))
      ),
    ])
  }

  var checks: [TemplateObject] {
    figures.keys.filter { $0.metric == .checkPassRatio && $0 != SeriesKey(.checkPassRatio) }.compactMap { key in
      guard let figure = figures.figure(key) else { return nil }
      let total = figures.total(key)
      return TemplateObject([
        ("name", .text(SeriesName.inlines(key))), ("passRatio", .text(scale(key, [figure.value]).text(figure.value))),
        ("total", .optional(total.map(ResultsText.count))),
      ])
    }
  }

  /// What the runs themselves hold, then what was seen beside them.
  func resources(_ seen: SideFindings?) -> [TemplateObject] { ownResources + ResultsResources.rows(seen) }

  private var ownResources: [TemplateObject] {
    let prefixes = ["cpu.", "memory.", "process.", "runtime.", "gc.", "db.", "cache."]
    return figures.keys.filter { key in prefixes.contains { key.metric.rawValue.hasPrefix($0) } }.compactMap { key in
      guard let figure = figures.figure(key) else { return nil }
      let peak = figures.peak(key)
      let scale = scale(key, [figure.value] + [peak].compactMap(\.self))
      return TemplateObject([
        ("metric", .name(key.metric.rawValue)), ("subject", .text(SeriesName.inlines(key))),
        ("value", .text(scale.text(figure.value))), ("peak", .optional(peak.map { scale.text($0) })),
      ])
    }
  }

  private func row(_ endpoint: String?) -> TemplateObject {
    let statistics: [(String, Statistic)] = [
      ("mean", .mean), ("median", .median), ("p90", .quantile(0.9)), ("p95", .quantile(0.95)), ("p99", .quantile(0.99)),
      ("max", .maximum),
    ]
    let duration = SeriesKey(.requestDuration, endpoint: endpoint)
    let values = statistics.map { ($0.0, figures.figure(duration, $0.1)) }
    let scale = scale(duration, values.compactMap(\.1?.value))
    return TemplateObject(
      [
        ("name", endpoint.map { .name($0) } ?? .text(SeriesName.wholeRun)),
        ("requests", .optional(requests(endpoint).map(ResultsText.count))), ("rate", text(.requestRate, endpoint)),
      ] + values.map { name, figure in (name, .optional(figure.map { ResultsText.figure($0, scale) })) }
        + [("errorRatio", text(.requestErrorRatio, endpoint))] + judged(objectives[endpoint] ?? []))
  }

  private func judged(_ rows: [ObjectiveRow]) -> [(String, TemplateValue)] {
    let sorted = ObjectiveRow.worstFirst(rows)
    let closest = rows.min { ($0.result.headroom ?? .infinity) < ($1.result.headroom ?? .infinity) }
    let worst = sorted.first?.status == .met ? closest : sorted.first
    return [
      ("target", .optional(worst.map { "\($0.measure) \($0.figures.bound)" })),
      ("actual", .optional(worst.flatMap { $0.result.actual == nil ? nil : $0.figures.actual })),
      ("targetStatus", .optional(worst?.statusText)), ("objectives", .list(sorted.map(ResultsVerdicts.objective))),
    ]
  }

  /// Counted as such, or the observations behind the durations.
  private func requests(_ endpoint: String?) -> Double? {
    figures.total(SeriesKey(.requestCount, endpoint: endpoint))
      ?? figures.total(SeriesKey(.requestDuration, endpoint: endpoint))
  }

  private func text(_ metric: MetricID, _ endpoint: String? = nil) -> TemplateValue {
    let key = SeriesKey(metric, endpoint: endpoint)
    return .optional(figures.figure(key).map { ResultsText.figure($0, scale(key, [$0.value])) })
  }

  private func count(_ metric: MetricID, _ endpoint: String? = nil) -> TemplateValue {
    .optional(figures.total(SeriesKey(metric, endpoint: endpoint)).map(ResultsText.count))
  }

  /// A total in its unit.
  private func total(_ metric: MetricID) -> TemplateValue {
    let key = SeriesKey(metric)
    return .optional(figures.total(key).map { scale(key, [$0]).text($0) })
  }

  /// Those that were there at once, where that was read; k6's `vus_max` counts those that it had room for.
  private var mostUsers: Double? {
    figures.peak(SeriesKey(.loadUsers)).flatMap { $0 > 0 ? $0 : nil } ?? figures.figure(SeriesKey(.loadUsersMax))?.value
  }

  private func scale(_ key: SeriesKey, _ values: [Double]) -> ValueScale {
    figures.metric(of: key).map { ValueScale($0, values) } ?? ValueScale(.one, isShare: false, values)
  }
}

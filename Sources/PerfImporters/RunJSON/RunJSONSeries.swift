import PerfDiagnostics
import PerfFormats
import PerfModel
import PerfUnits

/// Reads one series of a `perfreport/run/1` document.
struct RunJSONSeries {
  let fields: RunJSONFields

  /// - Parameter findings: takes a warning where the file contradicts the catalogue on a direction, once for each metric.
  func series(_ findings: inout [Diagnostic]) throws(Diagnostic) -> Series {
    let key = try fields.seriesKey()
    guard key.nameBytes <= SeriesKey.maximumNameBytes else {
      throw fields.invalid("metric", "no longer, with endpoint and labels, than \(SeriesKey.maximumNameBytes) bytes")
    }
    let symbols = Unit.base.map(\.symbol)
    let metric = Metric(
      id: key.metric,
      unit: try fields.oneOf("unit", { symbol in Unit.base.first { $0.symbol == symbol } }, names: symbols),
      instrument: try fields.oneOf("instrument", Instrument.init, names: Instrument.allCases.map(\.rawValue)),
      direction: try fields.oneOf("direction", Direction.init, names: Direction.allCases.map(\.rawValue)))
    return Series(key: key, metric: try catalogued(metric, &findings), content: try content(metric.instrument))
  }

  /// The catalogue says what its metrics are: a file that could turn the direction of good would turn a regression into a success.
  /// Numbers of another unit or kind are no numbers of this metric.
  private func catalogued(_ metric: Metric, _ findings: inout [Diagnostic]) throws(Diagnostic) -> Metric {
    guard let own = MetricCatalogue.metric(metric.id), own != metric else { return metric }
    if metric.unit != own.unit { throw fields.invalid("unit", "\"\(own.unit.symbol)\" for \(own.id)") }
    if metric.instrument != own.instrument {
      throw fields.invalid("instrument", "\"\(own.instrument.rawValue)\" for \(own.id)")
    }
    let message = "\(own.id) is \(own.direction.rawValue), whatever the file says"
    if !findings.contains(where: { $0.message == message }) {
      findings.append(
        fields.document.finding(
          .warning, .runInvalid, message, at: fields.node["direction"] ?? fields.node, hint: "was the file edited?"))
    }
    return own
  }

  private func content(_ instrument: Instrument) throws(Diagnostic) -> Series.Content {
    let basis = try fields.string("basis")
    switch (basis, instrument) {
    case ("none", _): return .noData
    case ("quantiles", .distribution): return .distribution(.quantiles(try published()))
    case ("samples", .distribution), ("sketch", .distribution): return .distribution(try sketched())
    case ("scalar", .counter): return .counter(try fields.number("value"))
    case ("scalar", .scalar): return .scalar(try fields.number("value"))
    case ("scalar", .gauge): return .gauge(try gauge())
    case ("scalar", .ratio): return .ratio(try ratio())
    case ("quantiles", _), ("samples", _), ("sketch", _), ("scalar", .distribution):
      throw fields.invalid("basis", "the basis of a \(instrument.rawValue)")
    default: throw fields.invalid("basis", "samples, sketch, quantiles, scalar or none")
    }
  }

  private func published() throws(Diagnostic) -> PublishedStatistics {
    PublishedStatistics(
      count: try fields.optionalCount("count"), values: try statistics(),
      method: try fields.oneOf("quantileMethod", QuantileMethod.init, names: QuantileMethod.allCases.map(\.rawValue)),
      resolution: try fields.optionalNumber("resolution"))
  }

  /// Of samples the file has the sketch, and the statistics exactly.
  private func sketched() throws(Diagnostic) -> Distribution {
    try RunJSONSketch(series: fields).distribution(
      statistics: try statistics(), resolution: try fields.optionalNumber("resolution"))
  }

  /// A statistic that this version has no name for is ignored like any key that it does not know.
  private func statistics() throws(Diagnostic) -> [Statistic: Double] {
    var values: [Statistic: Double] = [:]
    for member in try fields.members("statistics") where !member.node.isNull {
      guard let statistic = Statistic(name: member.key) else { continue }
      values[statistic] = try fields.document.number(member.node)
    }
    return values
  }

  private func gauge() throws(Diagnostic) -> Gauge {
    let range = try statistics()
    return Gauge(last: try fields.number("value"), minimum: range[.minimum], maximum: range[.maximum])
  }

  private func ratio() throws(Diagnostic) -> Ratio {
    if let total = try fields.optionalCount("total") {
      guard let events = try fields.optionalCount("events"), let ratio = Ratio(events: events, of: total) else {
        throw fields.invalid("total", "more than 0 and at least as many as the events")
      }
      return ratio
    }
    let value = try fields.number("value")
    guard (0...1).contains(value) else { throw fields.invalid("value", "a share between 0 and 1") }
    return Ratio(value: value)
  }
}

import PerfDiagnostics
import PerfModel
import PerfUnits

/// What a report means in the terms of the run model.
extension ABReport {
  func push(into run: inout RunBuilder, endpoint: String?, labels: Labels) {
    for diagnostic in diagnostics { run.record(diagnostic) }
    pushTimes(&run, endpoint, labels)
    pushTotals(&run, endpoint, labels)
    pushFailures(&run, endpoint, labels)
  }

  /// Whether anything was answered. Without an answer ab prints times of 0 ms and a rate of thousands per second, which are facts
  /// about nothing.
  var hasAnswers: Bool { counts[.complete]?.value != 0 && !isUnanswered }

  /// Whether requests were counted and not one byte came back: all of them failed, even where ab prints "Failed requests: 0", as
  /// it does when the server closes every connection. The shortest HTTP answer has a status line.
  var isUnanswered: Bool { counts[.received]?.value == 0 && (counts[.complete]?.value ?? 0) > 0 }

  // MARK: Times

  private func pushTimes(_ run: inout RunBuilder, _ endpoint: String?, _ labels: Labels) {
    for phase in ABPhase.allCases {
      guard let metric = phase.metric else { continue }
      if !hasAnswers { run.addNoData(metric, endpoint: endpoint, labels: labels) }
      guard hasAnswers, let times = times[phase] else { continue }
      var statistics = times.statistics
      // The table of percentiles is of the total time; its p50 is `x[⌊n/2⌋]`, the median of the row is not when n is odd.
      let table = phase == .total ? percentiles : [:]
      for (percent, value) in table {
        if let quantile = Statistic(percentile: Double(percent)) { statistics[quantile] = Double(value) }
      }
      run.addDistribution(
        metric, endpoint: endpoint, labels: labels, count: counts[.complete]?.value, statistics: statistics,
        in: .milliseconds, method: table.isEmpty ? rowMedianMethod : .floorIndex, resolution: 1)
    }
  }

  /// For an even n the median of a row is `x[n/2]`; for an odd one ab takes the mean of `x[⌊n/2⌋]` and the next, which is a
  /// quantile by no definition. (`output_results`: `stats[done / 2] + stats[done / 2 + 1]`.)
  private var rowMedianMethod: QuantileMethod {
    guard let count = counts[.complete]?.value else { return .unstated }
    return count == 1 || count.isMultiple(of: 2) ? .floorIndex : .unstated
  }

  // MARK: Totals

  private func pushTotals(_ run: inout RunBuilder, _ endpoint: String?, _ labels: Labels) {
    func counter(_ count: ABCount, _ metric: Metric?, _ unit: Unit) {
      guard let metric, let fact = counts[count] else { return }
      run.addCounter(
        metric, endpoint: endpoint, labels: labels, Double(fact.value), in: unit,
        at: SourceLocation(file: file, line: fact.line))
    }
    func scalar(_ figure: ABFigure, _ id: MetricID, _ unit: Unit) {
      guard let metric = MetricCatalogue.metric(id), let fact = figures[figure] else { return }
      run.addScalar(
        metric, endpoint: endpoint, labels: labels, fact.value, in: unit,
        at: SourceLocation(file: file, line: fact.line))
    }
    counter(.complete, MetricCatalogue.metric(.requestCount), .one)
    counter(.received, MetricCatalogue.metric(.dataReceived), .bytes)
    for sent in [ABCount.sent, .posted, .put] { counter(sent, MetricCatalogue.metric(.dataSent), .bytes) }
    counter(.html, .custom("html_transferred", unit: .bytes, instrument: .counter), .bytes)
    counter(.keepAlive, .custom("keep_alive_requests", unit: .one, instrument: .counter), .one)
    if hasAnswers { scalar(.rate, .requestRate, .perSecond) }
    // "Kbytes" and "kb" are 1024 bytes both: ab divides by 1024.
    scalar(.receivedRate, .dataReceivedRate, .kibibytesPerSecond)
    scalar(.sentRate, .dataSentRate, .kibibytesPerSecond)
  }
}

extension ABTimes {
  /// By name, in milliseconds. The mean is that of the row: "Time per request" is concurrency × time / requests, which holds idle
  /// gaps too and is no mean of durations.
  var statistics: [Statistic: Double] {
    var values: [Statistic: Double] = [
      .minimum: Double(minimum), .mean: Double(mean), .maximum: Double(maximum),
    ]
    values[.standardDeviation] = deviation
    values[.median] = median.map(Double.init)
    return values
  }
}

extension ABPhase {
  /// Processing is the time from the end of connecting to the end of the answer, for which the catalogue has no name.
  var metric: Metric? {
    switch self {
    case .connect: MetricCatalogue.metric(.requestConnecting)
    case .processing: .custom("processing", unit: .seconds, instrument: .distribution)
    case .waiting: MetricCatalogue.metric(.requestWaiting)
    case .total: MetricCatalogue.metric(.requestDuration)
    }
  }
}

import PerfModel

extension RunBuilder {
  /// Adds what was seen of a resource, and as a series of the run what it came to.
  mutating func tell(_ series: ResourceSeries) {
    guard let metric = MetricCatalogue.metric(series.key.metric), let last = series.values.last else { return }
    var labels = ["role": series.key.role.rawValue]
    if !series.key.resource.isEmpty { labels["resource"] = series.key.resource }
    labels["instance"] = series.key.instance
    let pairs = Labels(labels.map { Labels.Pair(name: $0, value: $1) })
    switch metric.instrument {
    case .counter: addCounter(metric, labels: pairs, last, in: metric.unit)
    case .ratio: addRatio(metric, labels: pairs, value: last, in: metric.unit)
    default:
      addGauge(
        metric, labels: pairs, last: last, minimum: series.values.min(), maximum: series.values.max(), in: metric.unit)
    }
    addResource(series)
  }
}

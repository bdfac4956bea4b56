import PerfDiagnostics
import PerfModel
import PerfUnits

/// The points of resource series as they are read, in any order, and how a run is told of them.
struct ResourceTable: Sendable {
  private var points: [ResourceKey: [(time: Int64, value: Double)]] = [:]
  /// More series than can be told apart: none of them is used.
  private var hasTooMany = false
  private let maximumSeries: Int

  init(maximumSeries: Int) { self.maximumSeries = maximumSeries }

  mutating func add(_ value: Double, at time: Int64, to key: ResourceKey) {
    guard points[key] != nil || points.count < maximumSeries else {
      hasTooMany = true
      return
    }
    points[key, default: []].append((time, value))
  }

  mutating func merge(_ other: consuming ResourceTable) {
    points.merge(other.points) { $0 + $1 }
    hasTooMany = hasTooMany || other.hasTooMany || points.count > maximumSeries
  }

  /// Tells the run of each series, and as a gauge what it came to.
  /// - Throws: `label-cardinality`.
  func tell(_ run: inout RunBuilder, clock: ResourceSeries.Clock, file: String) throws(Diagnostic) {
    guard !hasTooMany else {
      throw Diagnostic(
        .error, .labelCardinality, "there are more than \(maximumSeries) series",
        at: SourceLocation(file: file, line: 1), hint: "name resources and instances without ids that change")
    }
    for (key, points) in points.sorted(by: { $0.key < $1.key }) {
      Self.tell(ResourceSeries(key: key, clock: clock, points: points), to: &run)
    }
  }

  private static func tell(_ series: ResourceSeries, to run: inout RunBuilder) {
    guard let metric = MetricCatalogue.metric(series.key.metric), let last = series.values.last else { return }
    var labels = ["role": series.key.role.rawValue]
    if !series.key.resource.isEmpty { labels["resource"] = series.key.resource }
    labels["instance"] = series.key.instance
    run.addGauge(
      metric, labels: Labels(labels.map { Labels.Pair(name: $0, value: $1) }), last: last,
      minimum: series.values.min(), maximum: series.values.max(), in: metric.unit)
    run.addResource(series)
  }
}

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
      run.tell(ResourceSeries(key: key, clock: clock, points: points))
    }
  }
}

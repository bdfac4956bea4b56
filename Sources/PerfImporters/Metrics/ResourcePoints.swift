import PerfDiagnostics
import PerfModel

/// Collects what a tool told of resources, reading by reading.
struct ResourcePoints {
  private var points: [ResourceKey: [(time: Int64?, place: Int, value: Double)]] = [:]

  var isEmpty: Bool { points.isEmpty }

  /// Adds a reading in the base unit of its metric; what is no number, or below zero, is none.
  /// - Parameters:
  ///   - time: nanoseconds since 1970, nil where the source has no times.
  ///   - place: the place among the source's readings.
  mutating func add(_ key: ResourceKey, _ value: Double?, time: Int64?, place: Int) {
    guard let value, value.isFinite, value >= 0 else { return }
    points[key, default: []].append((time, place, value))
  }

  /// Leaves out interfaces over which nothing went: a machine has many of them.
  mutating func dropIdleNetworks() {
    let networks = Dictionary(grouping: points.filter { $0.key.role == .network }, by: \.key.resource)
    for series in networks.values where series.allSatisfy({ $0.value.allSatisfy { $0.value == 0 } }) {
      for (key, _) in series { points[key] = nil }
    }
  }

  /// Tells the run of every series; one has times where all of its readings have.
  func tell(_ run: inout RunBuilder) {
    var first: Int64?
    for (key, readings) in points.sorted(by: { $0.key < $1.key }) {
      let isTimed = readings.allSatisfy { $0.time != nil }
      let series = ResourceSeries(
        key: key, clock: isTimed ? .wall : .order,
        points: readings.map { (isTimed ? $0.time ?? 0 : Int64($0.place), $0.value) })
      run.tell(series)
      if isTimed, let start = series.times.first { first = min(first ?? start, start) }
    }
    if let first { run.setStart(Timestamp(millisecondsSinceEpoch: first / 1_000_000)) }
  }
}

/// The refusal of a file of a known kind in which nothing was measured.
enum NoReadings {
  static func error(_ file: String, line: Int = 1, hint: String) -> Diagnostic {
    Diagnostic(
      .error, .inputEmpty, "there is no reading in the file", at: SourceLocation(file: file, line: max(1, line)),
      hint: hint)
  }
}

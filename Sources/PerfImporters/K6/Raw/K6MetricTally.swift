import PerfModel

/// The points of a metric that is not of requests, checks or users. What type it is may be known only later, so that it is counted as
/// every type; single values are kept for a trend, or until it is known to be none.
struct K6MetricTally: Sendable {
  let name: String
  var definition: K6Definition? {
    didSet { keepsValues = Self.mayBeTrend(definition) }
  }
  private(set) var count = 0
  private(set) var trues = 0
  private(set) var total = K6Total()
  private var range = Range()
  /// Values that the recorder has not taken yet.
  private var values: [Double] = []
  /// Asked for every point, where the definition with its names would be counted.
  private var keepsValues: Bool

  /// The last value by time, and of one time by place in the file, with the range of all.
  struct Level: Sendable {
    let last: Double
    let minimum: Double
    let maximum: Double
  }

  /// What values and times there were; at first none.
  private struct Range: Sendable {
    var last = 0.0
    var time = Int64.min
    var position = -1
    var firstTime = Int64.max
    var minimum = Double.infinity
    var maximum = -Double.infinity

    @inline(__always)
    mutating func join(_ other: Range) {
      if (other.time, other.position) > (time, position) {
        last = other.last
        time = other.time
        position = other.position
      }
      firstTime = min(firstTime, other.firstTime)
      minimum = min(minimum, other.minimum)
      maximum = max(maximum, other.maximum)
    }
  }

  private static let batch = 4096

  init(name: String, definition: K6Definition?) {
    self.name = name
    self.definition = definition
    keepsValues = Self.mayBeTrend(definition)
  }

  private static func mayBeTrend(_ definition: K6Definition?) -> Bool { definition.map { $0.type == .trend } ?? true }

  var isFull: Bool { values.count >= Self.batch && definition != nil }

  /// Nil where there were no points.
  var level: Level? {
    count > 0 ? Level(last: range.last, minimum: range.minimum, maximum: range.maximum) : nil
  }

  /// From the first to the last point, in nanoseconds since the epoch; nil where there were none.
  var times: ClosedRange<Int64>? { count > 0 ? range.firstTime...range.time : nil }

  mutating func add(_ value: Double, at time: Int64, position: Int) {
    count += 1
    if value != 0 { trues += 1 }
    total.add(value)
    range.join(
      Range(last: value, time: time, position: position, firstTime: time, minimum: value, maximum: value))
    if keepsValues { values.append(value) }
  }

  /// Hands the values of a trend to the recorder and drops those of another type.
  mutating func flush(into recorder: inout RunRecorder) {
    guard let definition, !values.isEmpty else { return }
    if definition.type == .trend {
      let metric = K6MetricTable.metric(name, .distribution, containing: definition.contains)
      recorder.addValues(recorder.values(of: metric, in: definition.contains.unit), values)
    }
    values.removeAll(keepingCapacity: true)
  }

  mutating func merge(_ other: K6MetricTally) {
    definition = definition ?? other.definition
    count += other.count
    trues += other.trues
    total.merge(other.total)
    range.join(other.range)
    values += other.values
  }
}

/// What k6's own metrics are, for files without their definitions: CSV has none, and a piece of an NDJSON may lack them.
enum K6BuiltIn {
  static func definition(of name: String) -> K6Definition? { type(of: name).map { definition(name, $0) } }

  /// A metric of which only the values are known.
  static func trend(_ name: String) -> K6Definition { definition(name, .trend) }

  private static func definition(_ name: String, _ type: K6Definition.Kind) -> K6Definition {
    K6Definition(
      name: name, type: type, contains: K6MetricTable.contents(ofBuiltIn: name), thresholds: [], submetrics: [])
  }

  private static func type(of name: String) -> K6Definition.Kind? {
    switch name {
    case "iterations", "dropped_iterations", "data_sent", "data_received", "ws_sessions", "ws_msgs_sent",
      "ws_msgs_received", "browser_data_sent", "browser_data_received":
      .counter
    case "vus", "vus_max": .gauge
    case "browser_http_req_failed": .rate
    default: K6MetricTable.contents(ofBuiltIn: name) == .time ? .trend : nil
    }
  }
}

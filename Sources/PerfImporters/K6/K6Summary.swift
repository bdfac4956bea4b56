import PerfDiagnostics
import PerfModel
import PerfUnits

/// What a k6 summary says, whichever of its dialects said it.
struct K6Summary {
  var metrics: [K6Metric] = []
  var checks: [K6Check] = []
  /// Seconds that the test took, where the file tells.
  var duration: Double?
  var version: String?
  /// When the summary was written.
  var generatedAt: Timestamp?
  /// Whether it is the machine-readable one: k6 1.5 or later, thresholds left out, checks of one name added up across groups.
  var isMachineReadable = false
}

/// One entry of a summary: a metric or a sub-metric.
struct K6Metric {
  let name: K6MetricName
  let values: K6Values
  let contains: K6Contents
  let thresholds: [K6Threshold]
  let location: SourceLocation
}

/// The values of a metric by its type, in k6's own units.
enum K6Values {
  case trend(count: Int?, statistics: [Statistic: Double])
  case counter(total: Double, perSecond: Double?)
  /// `trues` counts the samples that were not zero; of `http_req_failed` those are the failed requests.
  case rate(trues: Int, total: Int)
  case gauge(last: Double, minimum: Double?, maximum: Double?)
}

/// What a metric's numbers are, k6's `contains`.
enum K6Contents: String {
  case time
  case data
  case plain = "default"

  /// The unit in which k6 writes them; `summaryTimeUnit` changes only what k6 prints.
  var unit: Unit {
    switch self {
    case .time: .milliseconds
    case .data: .bytes
    case .plain: .one
    }
  }

  /// The base unit of `unit`.
  var baseUnit: Unit { self == .time ? .seconds : unit }
}

/// A check and how often it passed.
struct K6Check {
  /// Groups and name joined by `::`, without one in front; only the name in the machine-readable summary.
  let path: String
  let passes: Int
  let fails: Int
  let location: SourceLocation
}

/// A threshold as written, and k6's verdict on it.
struct K6Threshold {
  let expression: String
  let isMet: Bool?
}

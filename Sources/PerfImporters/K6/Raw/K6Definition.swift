import PerfDiagnostics
import PerfFormats
import Synchronization

/// What a `Metric` line says of a metric.
struct K6Definition: Sendable {
  let name: String
  let type: Kind
  let contains: K6Contents
  let thresholds: [String]
  /// The full names of the sub-metrics.
  let submetrics: [String]

  /// k6's types of metrics.
  enum Kind: String, Sendable {
    case counter
    case gauge
    case rate
    case trend
  }
}

/// The definitions that all workers have met. A definition comes before the first point of its metric, but not in the same block: a
/// worker that learns one late keeps single values until then.
final class K6Definitions: Sendable {
  private let known = Mutex<[String: K6Definition]>([:])

  /// Of two definitions of one metric the first that comes is as good as the second: k6 writes one.
  func add(_ definition: K6Definition) {
    known.withLock { known in
      if let other = known[definition.name], other.precedes(definition) { return }
      known[definition.name] = definition
    }
  }

  var all: [String: K6Definition] { known.withLock { $0 } }
}

extension K6Definition {
  /// An order that does not depend on which worker came first.
  fileprivate func precedes(_ other: K6Definition) -> Bool {
    (type.rawValue, contains.rawValue) <= (other.type.rawValue, other.contains.rawValue)
  }
}

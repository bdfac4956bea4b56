import PerfModel
import PerfUnits

/// The shares of the endpoints in all requests. Where they move, pooled latency compares different things (Simpson's paradox).
struct EndpointMix {
  /// The largest difference of a share between the sides, nil where the files do not tell.
  let shift: Double?
  /// Whether the runs have endpoints at all.
  let hasEndpoints: Bool

  /// More than this and the pooled rows are not comparable.
  static let tolerance = 0.02

  init(_ before: Side, _ after: Side) {
    hasEndpoints = !before.endpoints.isEmpty || !after.endpoints.isEmpty
    guard let x = Self.shares(before), let y = Self.shares(after) else {
      shift = nil
      return
    }
    let names = Set(x.keys).union(y.keys)
    shift = names.map { abs((x[$0] ?? 0) - (y[$0] ?? 0)) }.max()
  }

  var hasMoved: Bool { (shift ?? 0) > Self.tolerance }

  /// Takes the pooled rows out of a comparison whose mix moved, where rows of single endpoints can speak instead; says so where
  /// the mix is unknown.
  func apply(to rows: inout [Row]) {
    guard hasEndpoints else { return }
    let perEndpoint = Set(rows.lazy.filter { $0.key.endpoint != nil }.map(\.key.metric))
    for index in rows.indices
    where rows[index].key.endpoint == nil && Self.isConditional(rows[index].key.metric)
      && perEndpoint.contains(rows[index].key.metric)
    {
      if hasMoved, let shift {
        let points = NumberText.significant(shift * 100, digits: 2)
        rows[index].refuse("the endpoint mix moved by \(points) points: only endpoints are compared")
        rows[index].isGated = false
      } else if shift == nil {
        rows[index].warnings.append(
          .init(
            id: "unknown-mix", text: "the files do not tell the endpoint mix: a pooled change may be a change of mix"))
      }
    }
  }

  /// Whether a pooled figure depends on which endpoints were called.
  private static func isConditional(_ metric: MetricID) -> Bool {
    metric == .requestErrorRatio || metric == .requestDuration || metric == .requestWaiting || metric == .requestSending
      || metric == .requestReceiving
  }

  private static func shares(_ side: Side) -> [String: Double]? {
    var counts: [String: Double] = [:]
    for run in side.runs {
      for series in run.series where series.key.metric == .requestDuration && series.key.labels.isEmpty {
        guard let endpoint = series.key.endpoint, case .distribution(let distribution) = series.content else {
          continue
        }
        guard let count = distribution.count else { return nil }
        counts[endpoint, default: 0] += Double(count)
      }
    }
    let total = max(side.total(.requestCount) ?? 0, counts.values.reduce(0, +))
    return total > 0 && !counts.isEmpty ? counts.mapValues { $0 / total } : nil
  }
}

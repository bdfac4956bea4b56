import PerfDiagnostics
import PerfModel
import PerfUnits

/// The shares of the endpoints in all requests. Where they move, pooled latency compares different things (Simpson's paradox).
struct EndpointMix {
  /// The largest difference of a share between the sides, nil where the files do not tell.
  let shift: Double?
  /// Whether the runs have endpoints at all.
  let hasEndpoints: Bool
  private let before: [String: Double]
  private let after: [String: Double]

  /// More than this and the pooled rows are not comparable.
  static let tolerance = 0.02

  init(_ before: Side, _ after: Side) {
    hasEndpoints = !before.endpoints.isEmpty || !after.endpoints.isEmpty
    let shares = (Self.shares(before), Self.shares(after))
    self.before = shares.0 ?? [:]
    self.after = shares.1 ?? [:]
    guard let x = shares.0, let y = shares.1 else {
      shift = nil
      return
    }
    let names = Set(x.keys).union(y.keys)
    shift = names.map { abs((x[$0] ?? 0) - (y[$0] ?? 0)) }.max()
  }

  var hasMoved: Bool { (shift ?? 0) > Self.tolerance }

  /// What the mix does to pooled rows, for the reader of the report; nil where it did not move.
  var note: Diagnostic? {
    guard hasMoved else { return nil }
    return Diagnostic(
      .note, .endpointMix, "\(text): pooled figures compare different things",
      hint: "the rows of single endpoints can be compared")
  }

  private var text: String {
    "the endpoint mix moved by \(NumberText.significant((shift ?? 0) * 100, digits: 2)) points"
  }

  /// Takes the pooled rows out of a comparison whose mix moved, where rows of single endpoints can speak instead; says so where
  /// the mix is unknown.
  func apply(to rows: inout [Row]) {
    guard hasEndpoints else { return }
    let perEndpoint = Set(rows.lazy.filter { $0.key.endpoint != nil && !$0.isOneSided }.map(\.key.metric))
    let covered = perEndpoint.filter { answers(for: $0, in: rows) }
    for index in rows.indices
    where rows[index].key.endpoint == nil && !rows[index].isOneSided && Self.isConditional(rows[index].key.metric)
      && perEndpoint.contains(rows[index].key.metric)
    {
      if hasMoved {
        // Requests that are no endpoint's may be what got worse: then nothing has been judged.
        let isOpen = !covered.contains(rows[index].key.metric) && rows[index].looksWorse
        rows[index].isGated = rows[index].isGated && isOpen
        rows[index].refuse(
          text + (isOpen ? ", and it is worse where the endpoints do not tell" : ": only endpoints are compared"))
      } else if shift == nil {
        rows[index].warnings.append(
          .init(
            id: "unknown-mix", text: "the files do not tell the endpoint mix: a pooled change may be a change of mix"))
      }
    }
  }

  /// Whether the endpoints that have rows of a metric make up nearly all requests of both sides; where the counts are unknown, whether
  /// there is any.
  func answers(for metric: MetricID, in rows: [Row]) -> Bool {
    let endpoints = Set(rows.filter { $0.key.metric == metric && !$0.isOneSided }.compactMap(\.key.endpoint))
    guard shift != nil else { return !endpoints.isEmpty }
    return [before, after].allSatisfy { shares in
      endpoints.reduce(0) { $0 + (shares[$1] ?? 0) } >= 1 - Self.tolerance
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

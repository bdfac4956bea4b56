public import PerfModel

/// How many users runs put on a system: the levels that they held, or the least and the most of them where they came and went.
///
/// The last value of a gauge is no such figure: users have left by then. Nor is one that was never above 0: of a fast service every
/// reading may fall between two requests, and nobody has counted its users.
public enum UsersHeld: Sendable, Hashable {
  /// Ascending, each once.
  case levels([Double])
  case between(Double, Double)

  /// Nil where a run does not tell its users.
  public init?(_ runs: [Run]) {
    var levels: Set<Double> = []
    var spans: [ClosedRange<Double>] = []
    for run in runs {
      let held = LoadOverTime(run).map(Self.levels) ?? []
      levels.formUnion(held)
      guard held.isEmpty else { continue }
      guard let span = Self.span(run) else { return nil }
      spans.append(span)
    }
    levels.formUnion(spans.filter { $0.lowerBound == $0.upperBound }.map(\.lowerBound))
    let sorted = levels.sorted()
    if spans.allSatisfy({ $0.lowerBound == $0.upperBound }) {
      guard !sorted.isEmpty else { return nil }
      self = .levels(sorted)
    } else {
      let low = (spans.map(\.lowerBound) + sorted).min() ?? 0
      self = .between(low, (spans.map(\.upperBound) + sorted).max() ?? low)
    }
  }

  /// One level that lasted for half of the run, or several for most of it; stretches of an open model, whose users come and go, are none.
  private static func levels(_ load: LoadOverTime) -> [Double] {
    let levels = load.levels.filter { $0.users > 0 }
    let longest = levels.map { $0.to - $0.from }.max() ?? 0
    let all = levels.reduce(0) { $0 + $1.to - $1.from }
    if all >= smallestShareOfSeveral * load.span { return levels.map(\.users) }
    return longest >= smallestShareOfOne * load.span
      ? levels.filter { $0.to - $0.from == longest }.map(\.users) : []
  }

  private static let smallestShareOfOne = 0.5
  private static let smallestShareOfSeveral = 0.8

  /// The least and the most users that a run knows of; one value where it tells no other.
  private static func span(_ run: Run) -> ClosedRange<Double>? {
    guard let users = run[SeriesKey(.loadUsers)], let last = users[.value] else { return nil }
    let low = min(last, users[.minimum] ?? last)
    let high = max(last, users[.maximum] ?? last)
    return high > 0 ? low...high : nil
  }
}

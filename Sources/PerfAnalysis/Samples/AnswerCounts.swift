public import PerfModel

/// How often each status and each error message came, over all requests of some runs.
public struct AnswerCounts: Sendable, Hashable {
  /// By name.
  public let statuses: [Count]
  /// The most frequent first, no more than `mostErrors`.
  public let errors: [Count]
  /// How many error messages there are.
  public let errorKinds: Int

  /// How often a status or a message came.
  public struct Count: Sendable, Hashable {
    public let name: String
    public let count: Int
  }

  /// More messages than this are no taxonomy but a log.
  static let mostErrors = 100

  public init(_ runs: [Run]) {
    statuses = Self.counts(runs, "status").sorted { $0.key < $1.key }.map { Count(name: $0.key, count: $0.value) }
    let errors = Self.counts(runs, "error")
    errorKinds = errors.count
    self.errors = errors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostErrors)
      .map { Count(name: $0.key, count: $0.value) }
  }

  /// The counts of whole runs under one label and no other.
  static func counts(_ runs: [Run], _ label: String) -> [String: Int] {
    var counts: [String: Double] = [:]
    for series in runs.lazy.flatMap({ $0.wholeRunSeries(of: .requestCount) })
    where series.key.labels.pairs.count == 1 {
      guard let name = series.key.labels[label], let count = series[.value] else { continue }
      counts[name, default: 0] += count
    }
    return counts.mapValues(whole)
  }

  /// A counter may have a fraction, where it was weighted or stretched: to the nearest, but what came at all is never said not to have
  /// come, and beyond all integers is the greatest.
  private static func whole(_ count: Double) -> Int {
    guard count > 0 else { return 0 }
    return max(1, Int(exactly: count.rounded()) ?? .max)
  }
}

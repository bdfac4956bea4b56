public import PerfModel

/// What one side says of a statement: the sum over everybody who sent it.
public struct QueryFigures: Sendable, Hashable {
  /// Of the window of the capture; what one of the summands lacks is absent.
  public let counters: QueryCounters
  /// Seconds per call.
  public let mean: Double?
  /// Seconds of all calls.
  public let total: Double?
  /// Of the whole time since the reset, so that they are absent where captures were subtracted.
  public let minimum: Double?
  public let maximum: Double?
  public let deviation: Double?

  init(_ statement: QueryStatement) {
    counters = statement.counters
    mean = statement.meanTime
    total = statement.totalTime
    minimum = statement.spread.minimum
    maximum = statement.spread.maximum
    deviation = statement.spread.deviation
  }

  init(
    counters: QueryCounters, mean: Double?, total: Double?, minimum: Double? = nil, maximum: Double? = nil,
    deviation: Double? = nil
  ) {
    self.counters = counters
    self.mean = mean
    self.total = total
    self.minimum = minimum
    self.maximum = maximum
    self.deviation = deviation
  }

  public var calls: Int? { counters[.calls] }

  public var rowsPerCall: Double? {
    guard let rows = counters[.rows], let calls, calls > 0 else { return nil }
    return Double(rows) / Double(calls)
  }

  /// Shared blocks that were asked for, per call.
  public var blocksPerCall: Double? {
    guard let blocks = counters.sharedBlocks, let calls, calls > 0 else { return nil }
    return Double(blocks) / Double(calls)
  }

  /// Calls for each of so many requests: the number that tells an N+1, since calls alone grow with the load.
  public func callsPerRequest(_ requests: Double) -> Double? {
    guard requests > 0, let calls else { return nil }
    return Double(calls) / requests
  }

  /// Both together. Deviations cannot be added up.
  func adding(_ other: QueryFigures) -> QueryFigures {
    let counters = counters.adding(other.counters)
    let total = total.flatMap { one in other.total.map { one + $0 } }
    let calls = counters[.calls].map(Double.init) ?? 0
    return QueryFigures(
      counters: counters, mean: total.flatMap { calls > 0 ? $0 / calls : nil }, total: total,
      minimum: minimum.flatMap { one in other.minimum.map { min(one, $0) } },
      maximum: maximum.flatMap { one in other.maximum.map { max(one, $0) } })
  }
}

/// One statement of a database with its figures.
public struct QueryStatement: Sendable, Hashable {
  /// The statement as the source has it, and what it is for comparing.
  public let text: QueryText
  /// The server's own number for it; not stable across versions and databases, so that nothing is paired by it.
  public let queryID: Int64?
  /// Name, or number where the source has no name.
  public let database: String?
  public let user: String?
  /// Whether clients sent it, and not a function.
  public let isTopLevel: Bool?
  public let counters: QueryCounters
  /// Of the execution's durations, in seconds; not to be added up or subtracted.
  public let spread: QuerySpread
  /// Since when this statement is counted, where the source says so for each.
  public let since: Timestamp?

  public init(
    text: QueryText, queryID: Int64? = nil, database: String? = nil, user: String? = nil, isTopLevel: Bool? = nil,
    counters: QueryCounters, spread: QuerySpread = QuerySpread(), since: Timestamp? = nil
  ) {
    self.text = text
    self.queryID = queryID
    self.database = database
    self.user = user
    self.isTopLevel = isTopLevel
    self.counters = counters
    self.spread = spread
    self.since = since
  }

  /// Seconds per call: total over calls, or as the source has it where it has no total.
  public var meanTime: Double? { counters.meanTime ?? spread.mean }

  /// Seconds of all calls: as counted, or the mean times calls where only those are there.
  public var totalTime: Double? {
    if let total = counters[.execution] { return total }
    guard let mean = spread.mean, let calls = counters[.calls] else { return nil }
    return mean * Double(calls)
  }
}

/// Mean, least, most and standard deviation of durations, in seconds; nil where the source has none.
public struct QuerySpread: Sendable, Hashable {
  public let mean: Double?
  public let minimum: Double?
  public let maximum: Double?
  public let deviation: Double?

  public init(mean: Double? = nil, minimum: Double? = nil, maximum: Double? = nil, deviation: Double? = nil) {
    self.mean = mean
    self.minimum = minimum
    self.maximum = maximum
    self.deviation = deviation
  }
}

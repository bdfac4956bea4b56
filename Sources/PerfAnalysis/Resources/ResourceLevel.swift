/// What a resource came to on one side.
public struct ResourceLevel: Sendable, Hashable {
  /// By the basis of the change that it stands in.
  public let value: Double
  /// Of a level that was read several times; nil for what was counted.
  public let minimum: Double?
  public let maximum: Double?
  public let last: Double?
  /// On how many readings it stands.
  public let readings: Int
  /// Seconds from the first to the last reading, nil where the source keeps no times.
  public let seconds: Double?
  /// Whether only readings while the load ran count; otherwise all of the capture does.
  public let isDuringLoad: Bool

  init(
    _ value: Double, minimum: Double? = nil, maximum: Double? = nil, last: Double? = nil, readings: Int,
    seconds: Double?, isDuringLoad: Bool
  ) {
    self.value = value
    self.minimum = minimum
    self.maximum = maximum
    self.last = last
    self.readings = readings
    self.seconds = seconds
    self.isDuringLoad = isDuringLoad
  }
}

/// What a level's value is.
public enum ResourceBasis: String, Sendable, Hashable, CaseIterable {
  /// The mean of the readings of a level.
  case mean
  /// Of what was counted between the first and the last reading: its growth for each request that was served meanwhile.
  case perRequest
  /// Its growth in a second.
  case perSecond
  /// Its growth.
  case total
  /// One growth by another: hits by hits and misses, seconds of pauses by pauses.
  case quotient
}

/// How many values of a run are kept as they are (docs/statistics.md, "Exact and sketched").
///
/// The rules look only at how many values there are, never at their order, so that reading shards and merging them gives what
/// reading all at once gives.
public struct RecordingLimits: Sendable, Hashable {
  /// Request durations of a run, at 16 bytes each: value and start. Beyond, all of them are sketched.
  public var exactRequests = 1 << 19
  /// How many of those beyond are taken into the sketches at a time.
  var foldedAtOnce = 1 << 16
  /// All other values of a run together, at 8 bytes each. Beyond, series with more than `exactValuesOfSeries` are sketched.
  public var exactValues = 1 << 18
  public var exactValuesOfSeries = 1 << 10
  /// Endpoints with the most requests, whose timelines are kept.
  public var timelines = 1_000

  public init() {}
}

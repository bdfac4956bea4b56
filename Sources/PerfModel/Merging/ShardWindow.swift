/// When a shard measured, on the clock of its machine.
struct ShardWindow: Hashable {
  /// Nanoseconds since 1970-01-01 UTC.
  let start: Int64
  let end: Int64

  /// Nil where the run does not tell both its date and how long it lasted.
  init?(_ run: Run) {
    guard let startedAt = run.startedAt, let duration = run.duration else { return nil }
    let (milliseconds, overflows) = startedAt.millisecondsSinceEpoch.multipliedReportingOverflow(by: 1_000_000)
    guard let start = run.origin ?? (overflows ? nil : milliseconds) else { return nil }
    self.start = start
    end = NanosecondTime.time(start, plus: duration)
  }

  private init(start: Int64, end: Int64) {
    self.start = start
    self.end = end
  }

  /// From the first start to the last end.
  func union(_ other: ShardWindow) -> ShardWindow {
    ShardWindow(start: min(start, other.start), end: max(end, other.end))
  }

  var seconds: Double { NanosecondTime.seconds(from: start, to: end) }
}

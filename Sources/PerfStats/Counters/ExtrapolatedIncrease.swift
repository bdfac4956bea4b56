/// How much a counter grew over a window whose edges nobody read: what PromQL calls `increase()`, and by the second `rate()`.
///
/// `extrapolatedRate` of Prometheus (`promql/functions.go`): the growth between the first and the last reading in the window, with what
/// restarts lost, is stretched to the edges of the window. An edge more than 1.1 mean distances between readings away from the next
/// reading is taken for one where the series began or ended, half a distance away; and no counter was below 0, so that none is stretched
/// to before it would have been that.
///
/// The result is a fraction even where requests are counted. Where the time between readings will do as the window, `CounterIncrease` is exact.
public struct ExtrapolatedIncrease: Sendable, Hashable {
  /// Over all of the window.
  public let total: Double
  /// The length of the window in seconds.
  public let seconds: Double
  /// How often the counter fell between readings in the window.
  public let resets: Int

  /// The growth in a second: `rate()`.
  public var rate: Double { total / seconds }

  /// Nil for fewer than two readings in the window, or readings at one time only.
  /// - Parameters:
  ///   - readings: in the order of time; times in nanoseconds. Those outside the window are left out.
  ///   - window: a reading on an edge lies in it, as in Prometheus 2; since 3.0 one on the left edge does not.
  public init?(_ readings: some Sequence<(time: Int64, value: Double)>, in window: ClosedRange<Int64>) {
    let inside = readings.filter { window.contains($0.time) }
    guard let first = inside.first, let last = inside.last, let growth = CounterIncrease(inside.map(\.value)) else {
      return nil
    }
    let sampled = Self.seconds(first.time, last.time)
    guard sampled > 0 else { return nil }
    let distance = sampled / Double(inside.count - 1)
    func stretch(_ toEdge: Double) -> Double { toEdge < 1.1 * distance ? toEdge : distance / 2 }
    var start = stretch(Self.seconds(window.lowerBound, first.time))
    if growth.total > 0, first.value >= 0 { start = min(start, sampled * (first.value / growth.total)) }
    let end = stretch(Self.seconds(last.time, window.upperBound))
    total = growth.total * ((sampled + start + end) / sampled)
    seconds = Self.seconds(window.lowerBound, window.upperBound)
    resets = growth.resets
  }

  /// Of the difference of integers: as doubles, times of today are off by up to 128 ns.
  private static func seconds(_ start: Int64, _ end: Int64) -> Double {
    let (distance, overflows) = end.subtractingReportingOverflow(start)
    return (overflows ? Double(end) - Double(start) : Double(distance)) / 1e9
  }
}

/// How much a counter grew between readings, a fall being a restart from 0 (Prometheus, `promql/functions.go`, `extrapolatedRate`).
public struct CounterIncrease: Sendable, Hashable {
  /// Between the first and the last reading: exact, however far apart the readings are, but for what a restart lost.
  public let total: Double
  /// How often the counter fell.
  public let resets: Int

  /// The growth along readings in the order of time; nil for fewer than two, which show none.
  public init?(_ readings: some Collection<Double>) {
    guard let first = readings.first, readings.count > 1 else { return nil }
    var (total, resets, previous) = (0.0, 0, first)
    for value in readings.dropFirst() {
      if value < previous {
        resets += 1
        total += previous
      }
      previous = value
    }
    self.total = total + previous - first
    self.resets = resets
  }

  /// What `increase()` of Prometheus says of a window, which stretches the growth between the readings in it to its edges.
  ///
  /// By half a step where the next reading would have come later, and never to before the counter was 0. Exact where readings lie
  /// on both edges.
  /// - Parameters:
  ///   - times: ascending, in seconds; all of them within the window.
  ///   - values: as many.
  public static func extrapolated(times: [Double], values: [Double], from start: Double, to end: Double) -> Double? {
    guard let increase = CounterIncrease(values), let first = times.first, let last = times.last, let low = values.first,
      times.count == values.count, last > first
    else { return nil }
    let span = last - first
    let step = span / Double(times.count - 1)
    var before = first - start
    if increase.total > 0, low >= 0 {
      // The counter was 0 at some time, and did not exist before it.
      before = min(before, span * (low / increase.total))
    }
    let most = step * 1.1
    let reach =
      span + (before < most ? before : step / 2) + (end - last < most ? end - last : step / 2)
    return increase.total * (reach / span)
  }
}

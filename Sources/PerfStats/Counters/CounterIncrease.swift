/// How much a counter grew between readings, a fall being a restart from 0 (Prometheus, `promql/functions.go`).
///
/// Prometheus' own `increase()` also stretches the growth to the edges of its window, which makes fractions of requests (`ExtrapolatedIncrease`);
/// here the window ends where the readings do, so that growth and time are both exact.
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
}

import PerfModel
import PerfStats

/// What a counter was read to be over a capture, and how much it grew.
struct CounterReadings {
  private var timed: [(time: Int64, value: Double)] = []
  /// Of sources without times: the readings of each process, in their order.
  private var ordered: [(process: Double?, values: [Double])] = []
  /// The last reading.
  private(set) var last: Double?

  /// How much it grew.
  struct Growth: Hashable {
    /// Exact, between the first and the last reading.
    let total: Double
    /// Over all of the load, from its first to its last moment; nil where that is not known.
    let overLoad: Double?
    /// Between the first and the last reading, nil where nobody knows.
    let seconds: Double?
    let readings: Int
    let resets: Int
    let isDuringLoad: Bool
  }

  var count: Int { timed.count + ordered.reduce(0) { $0 + $1.values.count } }

  mutating func add(_ value: Double, at time: Int64) {
    timed.append((time, value))
    last = value
  }

  /// The next reading without a time; what a process has not counted yet is 0 in its earlier answers.
  mutating func add(_ value: Double, process: Double?, zerosBefore: Int = 0) {
    last = value
    guard let place = ordered.lastIndex(where: { $0.process == process }) else {
      ordered.append((process, Array(repeating: 0, count: zerosBefore) + [value]))
      return
    }
    ordered[place].values.append(value)
  }

  /// The growth: with times, during the load where two readings lie in it, else over all of the capture; without, within each process.
  ///
  /// A process that was read once shows none: whether it began during the capture, nobody says.
  func growth(_ windows: [Range<Int64>]) -> Growth? {
    if timed.count > 1 {
      let sorted = timed.sorted { $0.time < $1.time }
      let inside = sorted.filter { point in windows.contains { $0.contains(point.time) } }
      let used = inside.count > 1 ? inside : sorted
      guard let first = used.first, let end = used.last, let increase = CounterIncrease(used.map(\.value)) else {
        return nil
      }
      return Growth(
        total: increase.total, overLoad: Self.increase(sorted, over: windows),
        seconds: NanosecondTime.seconds(from: first.time, to: end.time), readings: used.count,
        resets: increase.resets, isDuringLoad: inside.count > 1)
    }
    let increases = ordered.compactMap { process in
      CounterIncrease(process.values).map { ($0, process.values.count) }
    }
    guard !increases.isEmpty else { return nil }
    return Growth(
      total: increases.reduce(0) { $0 + $1.0.total }, overLoad: nil, seconds: nil,
      readings: increases.reduce(0) { $0 + $1.1 }, resets: increases.reduce(0) { $0 + $1.0.resets },
      isDuringLoad: false)
  }

  /// The growth over all windows, each stretched to its edges as PromQL's `increase()` is; nil where one was not read twice.
  private static func increase(_ sorted: [(time: Int64, value: Double)], over windows: [Range<Int64>]) -> Double? {
    let increases = windows.compactMap { ExtrapolatedIncrease(sorted, in: $0.lowerBound...$0.upperBound)?.total }
    return increases.isEmpty || increases.count < windows.count ? nil : increases.reduce(0, +)
  }
}

import Glibc
import PerfModel
import PerfUnits

/// A run told request by request, as the tests of this room make it up.
struct RawLoad {
  /// 2026-11-21T00:00:00Z.
  static let start: Int64 = 1_795_219_200_000_000_000

  var label = "raw"
  private var recorder = RunRecorder(unit: .seconds)
  private var noise: UInt64
  private var mostUsers = 0.0

  init(label: String = "raw", seed: UInt64 = 1) {
    self.label = label
    noise = seed
  }

  /// A number in [0, 1): Knuth's MMIX generator.
  mutating func uniform() -> Double {
    noise = noise &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(noise >> 11) * 0x1p-53
  }

  /// A number of mean 0 and variance 1, nearly normal.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }

  /// Adds a request that starts at a second of the run.
  mutating func request(
    at second: Double, _ duration: Double, endpoint: String? = "GET /a", isFailed: Bool = false,
    stage: RequestKey.Stage = .load
  ) {
    let slot = recorder.slot(
      for: RequestKey(endpoint: endpoint, status: isFailed ? "500" : "200", stage: stage, isExpected: !isFailed))
    let end = Self.start + Int64(((second + duration) * 1e9).rounded())
    recorder.addRequest(slot, end: end, duration: duration)
    recorder.addOutcome(slot, end: end, isFailed: isFailed)
  }

  /// Adds so many requests a second of log-normal durations about a level.
  mutating func steady(
    _ seconds: Range<Int>, level: Double = 0.05, spread: Double = 0.3, perSecond: Int = 40, endpoint: String = "GET /a"
  ) {
    for second in seconds {
      for place in 0..<perSecond {
        let duration = level * exp(spread * normal())
        request(at: Double(second) + Double(place) / Double(perSecond), duration, endpoint: endpoint)
      }
    }
  }

  /// Says how many users there were in a second.
  mutating func users(_ count: Double, at second: Int) {
    recorder.addUsers(count, at: Self.start + Int64(second) * 1_000_000_000 + 500_000_000)
    mostUsers = max(mostUsers, count)
  }

  var run: Run {
    var builder = RunBuilder(label: label, tool: "k6", format: "k6-json")
    recorder.tell(&builder)
    if mostUsers > 0, let metric = MetricCatalogue.metric(.loadUsersMax) {
      builder.addGauge(metric, last: mostUsers, minimum: mostUsers, maximum: mostUsers, in: .one)
    }
    return builder.finish()[0]
  }
}

import PerfModel
import PerfUnits

/// Requests of a run, made up from a seed, and the runs that reading some of them gives.
struct ShardCase {
  let limits: RecordingLimits
  var keepsRecording = true

  struct Request {
    let key: RequestKey
    /// Nanoseconds since the epoch.
    let end: Int64
    let milliseconds: Double

    var start: Int64 { end - Int64(milliseconds * 1e6) }
  }

  /// Splitmix64 (Steele, Lea, Flood 2014): the same numbers everywhere.
  struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// Requests within eight seconds, with durations in quarters of a millisecond, which nanoseconds hold exactly.
  static func requests(_ count: Int, of keys: [RequestKey], seed: UInt64) -> [Request] {
    var random = Random(state: seed)
    return (0..<count).map { _ in
      Request(
        key: keys.randomElement(using: &random) ?? RequestKey(),
        end: 1_700_000_000_300_000_000 + Int64.random(in: 0..<8_000_000_000, using: &random),
        milliseconds: Double(Int.random(in: 1...4000, using: &random)) / 4)
    }
  }

  /// Deals requests out to shards, none of which stays empty.
  static func deal(_ requests: [Request], to shards: Int, seed: UInt64) -> [[Request]] {
    var random = Random(state: seed)
    var dealt = [[Request]](repeating: [], count: shards)
    for (place, request) in requests.enumerated() {
      dealt[place < shards ? place : Int.random(in: 0..<shards, using: &random)].append(request)
    }
    return dealt
  }

  /// What reading a file of these requests gives: each is an iteration with a check, which passes unless it failed.
  func run(_ requests: [Request]) -> Run {
    var recorder = RunRecorder(unit: .milliseconds, limits: limits)
    for request in requests {
      let slot = recorder.slot(for: request.key)
      recorder.addRequest(slot, end: request.end, duration: request.milliseconds)
      recorder.addOutcome(slot, end: request.end, isFailed: request.key.isExpected == false)
      recorder.addPhase(.waiting, slot, request.milliseconds / 2)
      if let metric = MetricCatalogue.metric(.iterationDuration) {
        recorder.addValue(recorder.values(of: metric, in: .milliseconds), request.milliseconds)
      }
    }
    var builder = RunBuilder(label: "run", tool: "test", format: "test", keepsRecording: keepsRecording)
    recorder.tell(&builder)
    let seconds = Double((requests.map(\.end).max() ?? 0) - (requests.map(\.start).min() ?? 0)) / 1e9
    if let count = MetricCatalogue.metric(.iterationCount), let rate = MetricCatalogue.metric(.iterationRate) {
      builder.addCounter(count, Double(requests.count), in: .one)
      builder.addScalar(rate, Double(requests.count) / seconds, in: .perSecond)
    }
    if let metric = MetricCatalogue.metric(.checkPassRatio) {
      builder.addRatio(
        metric, labels: ["check": "ok"], events: requests.count { $0.key.isExpected != false }, of: requests.count)
    }
    return builder.finish()[0]
  }
}

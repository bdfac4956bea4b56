import Foundation
import PerfImporters
import PerfModel
import PerfReporters
import PerfUnits
import Testing

/// What `convert` writes of a raw run, and what comes back of it.
struct RawRunJSONTests {
  /// A thousand requests of two endpoints, every tenth of which fails.
  private static func run(_ limits: RecordingLimits = RecordingLimits(), part: Int? = nil, of parts: Int = 1) -> Run {
    var recorder = RunRecorder(unit: .milliseconds, limits: limits)
    for number in 0..<1000 where part == nil || number / 7 % parts == part {
      let isFailed = number % 10 == 0
      let slot = recorder.slot(
        for: RequestKey(
          endpoint: number % 3 == 0 ? "POST /login" : "GET /feed", status: isFailed ? "500" : "200",
          isExpected: !isFailed))
      let end = 1_700_000_000_123_456_789 + Int64(number) * 7_000_000
      recorder.addRequest(slot, end: end, duration: 20 + Double(number * 37 % 1000) / 8)
      recorder.addOutcome(slot, end: end, isFailed: isFailed)
      recorder.addUsers(5, at: end)
    }
    var builder = RunBuilder(label: "run", tool: "k6", format: "k6-ndjson")
    recorder.tell(&builder)
    return builder.finish()[0]
  }

  private static func sketched() -> RecordingLimits {
    var limits = RecordingLimits()
    limits.exactRequests = 500
    return limits
  }

  private func read(_ text: String) throws -> Run {
    let sandbox = try Sandbox()
    try sandbox.write(text, to: "run.json")
    let loaded = try RunLoader().load([InputSpec(label: "run", path: sandbox.folder.appending(path: "run.json").path)])
    return try #require(loaded.runs.first)
  }

  @Test func sketchesAndTimelinesComeBackAsTheyWere() throws {
    let run = Self.run(Self.sketched())
    let again = try read(RunJSON.text([run]))
    #expect(again.with(files: []) == run)
  }

  @Test func samplesComeBackAsSketchesWithTheSameFigures() throws {
    let run = Self.run()
    let again = try read(RunJSON.text([run])).with(files: [])
    #expect(again.timelines == run.timelines)
    #expect(again.loadWindow == run.loadWindow)
    #expect(again.series.map(\.key) == run.series.map(\.key))
    for (own, other) in zip(again.series, run.series) {
      guard case .distribution(let distribution) = other.content else {
        #expect(own == other)
        continue
      }
      for statistic in distribution.statistics { #expect(own[statistic] == other[statistic]) }
    }
    // From now on nothing changes any more.
    let text = RunJSON.text([again])
    #expect(try RunJSON.text([read(text).with(files: [])]) == text)
    #expect(RunJSON.text([run]).replacing("\"basis\": \"samples\"", with: "\"basis\": \"sketch\"") == text)
  }

  /// Sketches merge without loss: what was converted by each load generator comes to the sketch of the whole.
  @Test func convertedShardsMergeToTheSketchOfTheWhole() throws {
    let shards = try (0..<3).map { try read(RunJSON.text([Self.run(part: $0, of: 3)])) }
    let merged = Shards.merge(shards)
    let whole = Self.run(Self.sketched())
    #expect(try Shards.check(shards) == [])
    #expect(merged.duration == whole.duration && merged.origin == whole.origin)
    for series in whole.series where series.key.metric != .loadUsers { #expect(merged[series.key] == series) }
  }
}

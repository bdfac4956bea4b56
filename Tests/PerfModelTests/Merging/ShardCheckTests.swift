import PerfDiagnostics
import PerfModel
import PerfUnits
import Testing

struct ShardCheckTests {
  /// A run from one second to another.
  private func run(
    _ window: ClosedRange<Int64>?, tool: String = "k6", format: String = "k6-ndjson", version: String = "2",
    commit: String = "x"
  ) -> Run {
    var builder = RunBuilder(label: "shard", tool: tool, format: format)
    builder.setToolVersion(version)
    builder.setContext("commit", commit)
    if let window {
      builder.setStart(Timestamp(millisecondsSinceEpoch: window.lowerBound * 1000))
      builder.setDuration(Double(window.upperBound - window.lowerBound), .seconds)
    }
    return builder.finish()[0]
  }

  @Test func shardsOfOneRunAreWell() throws {
    #expect(try Shards.check([run(0...60), run(1...61), run(2...58)]) == [])
    #expect(try Shards.check([run(0...60)]) == [])
  }

  @Test func otherToolsAndFormatsAreNoShards() {
    for other in [run(0...60, tool: "ab"), run(0...60, format: "k6-csv")] {
      #expect(throws: Diagnostic.self) { try Shards.check([run(0...60), other]) }
    }
  }

  /// One ended at 60, the longest at 62; the next began at 70.
  @Test func runsThatFollowEachOtherAreNoShards() throws {
    let runs = [run(0...60), run(70...130), run(5...62)]
    for order in [runs, runs.reversed()] {
      let found = try #require(throws: Diagnostic.self) { try Shards.check(order) }
      #expect(found.id == .shardsApart)
      #expect(found.message.contains("8.0 s after"))
    }
    // A third that spans the gap makes them one.
    #expect(try Shards.check(runs + [run(55...75)]).map(\.id.rawValue) == ["shards-clocks"])
  }

  @Test func clocksThatBarelyMeetAreDoubted() throws {
    let found = try Shards.check([run(0...60), run(40...100)])
    #expect(found.map(\.id.rawValue) == ["shards-clocks"])
    #expect(found.first?.message.contains("20.0 s only, of 60.0 s") == true)
    let shifted = try Shards.check([run(0...60), run(10...70), run(3...61)])
    #expect(shifted.map(\.severity) == [.note] && shifted.map(\.id.rawValue) == ["shards-clocks"])
    #expect(shifted.first?.message == "the shards began up to 10.0 s apart and ended up to 10.0 s apart")
    // One that was started late and ended with the others is no other clock.
    #expect(try Shards.check([run(0...60), run(20...61)]) == [])
  }

  @Test func versionsCircumstancesAndMissingDatesAreDoubted() throws {
    #expect(try Shards.check([run(0...60), run(0...60, version: "3")]).map(\.id.rawValue) == ["shards-versions"])
    #expect(try Shards.check([run(0...60), run(0...60, commit: "y")]).map(\.id.rawValue) == ["shards-versions"])
    #expect(try Shards.check([run(0...60), run(nil)]).map(\.id.rawValue) == ["shards-undated"])
  }
}

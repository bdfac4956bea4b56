import PerfModel
import PerfUnits
import Testing

struct ShardUsersTests {
  private static let origin: Int64 = 1_700_000_000_000_000_000

  /// A request in each of four seconds, and the users at some of them.
  private func shard(_ levels: [(second: Int64, users: Double)], keepsRecording: Bool) -> Run {
    var recorder = RunRecorder(unit: .milliseconds)
    let slot = recorder.slot(for: RequestKey(endpoint: "GET /feed"))
    for second in 0..<4 as Range<Int64> {
      recorder.addRequest(slot, end: Self.origin + second * 1_000_000_000 + 500_000_000, duration: 500)
    }
    for level in levels { recorder.addUsers(level.users, at: Self.origin + level.second * 1_000_000_000) }
    var builder = RunBuilder(label: "a", tool: "test", format: "test", keepsRecording: keepsRecording)
    recorder.tell(&builder)
    return builder.finish()[0]
  }

  /// Each load generator has its own users: 2, 2, 4, 4 and 0, 3, 5, 5 make 2, 5, 9, 9.
  @Test func usersOfShardsAddUp() throws {
    let shards = [shard([(0, 2), (2, 4)], keepsRecording: true), shard([(1, 3), (2, 5)], keepsRecording: true)]
    for merged in [Shards.merge(shards), Shards.merge(shards.reversed())] {
      #expect(merged[SeriesKey(.loadUsers)]?.content == .gauge(Gauge(last: 9, minimum: 2, maximum: 9)))
      // A level that starts with the next second is known at the end of this one.
      #expect(merged.timelines[0].bins.map(\.users) == [5, 9, 9, 9])
    }
    let whole = Shards.merge(shards)
    let more = shard([(3, 1)], keepsRecording: true)
    #expect(Shards.merge([whole, more]) == Shards.merge([shards[1], Shards.merge([more, shards[0]])]))
  }

  /// Of what was converted only the timelines' users are known, and the most is theirs.
  @Test func withoutRecordingsTheTimelinesAreAdded() {
    let shards = [shard([(0, 2), (2, 4)], keepsRecording: false), shard([(1, 3), (2, 5)], keepsRecording: false)]
    let merged = Shards.merge(shards)
    #expect(merged[SeriesKey(.loadUsers)]?.content == .gauge(Gauge(last: 9, minimum: nil, maximum: 9)))
    #expect(merged.timelines[0].bins.map(\.users) == [5, 9, 9, 9])
    #expect(merged.timelines[0].bins.map(\.count) == [2, 2, 2, 2])
  }

  /// The threads of one reader meet the same users.
  @Test func threadsDoNotAddUsers() throws {
    var recorders = [RunRecorder(unit: .milliseconds), RunRecorder(unit: .milliseconds)]
    recorders[0].addUsers(2, at: Self.origin)
    recorders[1].addUsers(3, at: Self.origin + 1)
    recorders[0].merge(recorders[1])
    var builder = RunBuilder(label: "a", tool: "test", format: "test")
    recorders[0].tell(&builder)
    #expect(builder.finish()[0][SeriesKey(.loadUsers)]?[.maximum] == 3)
  }
}

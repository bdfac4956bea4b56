import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis

/// One second of each: how many users there were, and 10 requests a user.
private func levels(_ users: [Double]) -> [LoadLevel] {
  let bins = users.enumerated().map { second, users in
    TimelineBin(
      at: Double(second), count: Int(users) * 10, failed: 1, users: users, mean: nil, p50: nil, p95: nil, p99: nil)
  }
  return LoadLevel.levels(of: bins, span: Double(users.count))
}

struct LoadOverTimeTests {
  @Test func stepsAreLevels() {
    let found = levels([1, 1, 1, 1, 2, 2, 2, 2, 2, 8, 8, 8, 8])
    #expect(found.map(\.users) == [1, 2, 8])
    #expect(found.map(\.from) == [0, 4, 9])
    #expect(found.map(\.to) == [4, 9, 13])
    #expect(found.map(\.rate) == [10, 20, 80])
    #expect(found.map(\.failed) == [4, 5, 4])
  }

  @Test func aRampIsNoLevel() {
    #expect(levels([1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6]).map(\.users) == [6])
    #expect(levels([1, 2, 3, 4, 5, 6, 7, 8]).isEmpty)
  }

  @Test func anotherUserForASecondIsTheSameLevel() {
    let found = levels([6, 6, 6, 6, 7, 6, 6, 6, 6])
    #expect(found.map(\.to) == [9])
    #expect(found.map(\.count) == [8 * 60 + 70])
  }

  @Test func aLevelThatComesBackIsAnother() {
    #expect(levels([6, 6, 6, 6, 9, 9, 9, 9, 6, 6, 6, 6]).map(\.users) == [6, 9, 6])
  }

  @Test func aRunWithoutTimesHasNoShape() {
    let run = RunBuilder(label: "run", tool: "ab", format: "ab-text").finish()[0]
    #expect(LoadOverTime(run) == nil)
  }
}

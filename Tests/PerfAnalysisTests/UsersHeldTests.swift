import PerfAnalysis
import PerfImporters
import PerfModel
import PerfUnits
import TestCorpus
import Testing

/// What results say of the users of a run.
struct UsersHeldTests {
  private static func run(last: Double, _ minimum: Double? = nil, _ maximum: Double? = nil) throws -> Run {
    var builder = RunBuilder(label: "run", tool: "k6", format: "f")
    builder.addGauge(
      try #require(MetricCatalogue.metric(.loadUsers)), last: last, minimum: minimum, maximum: maximum, in: .one)
    return try #require(builder.finish().first)
  }

  @Test func theLastValueOfAGaugeIsNotTheLoad() throws {
    #expect(UsersHeld([try Self.run(last: 0, 0, 60)]) == .between(0, 60))
    #expect(UsersHeld([try Self.run(last: 6, 6, 7)]) == .between(6, 7))
  }

  @Test func oneValueIsALevel() throws {
    #expect(UsersHeld([try Self.run(last: 50)]) == .levels([50]))
    #expect(UsersHeld([try Self.run(last: 50), try Self.run(last: 20, 20, 20)]) == .levels([20, 50]))
    #expect(UsersHeld([try Self.run(last: 50), try Self.run(last: 0, 0, 60)]) == .between(0, 60))
  }

  @Test func whatNobodyCountedIsUnknown() throws {
    #expect(UsersHeld([]) == nil)
    #expect(UsersHeld([try Self.run(last: 0, 0, 0)]) == nil)
    let silent = RunBuilder(label: "r", tool: "t", format: "f").finish()
    #expect(UsersHeld([try Self.run(last: 50)] + silent) == nil)
  }

  /// The README of the corpus: steps of 1 to 48 users; sixty users that a fast service never needed at once.
  @Test(.enabled(if: TestCorpus.isPresent))
  func levelsOverTime() throws {
    func users(_ path: String) throws -> UsersHeld? {
      UsersHeld(try RunLoader().load([InputSpec(argument: TestCorpus.path(path))]).runs)
    }
    guard case .levels(let steps)? = try users("loadtest/k6/stress_vus_before/raw.json.gz") else {
      Issue.record("a stepped run has levels")
      return
    }
    #expect(steps.first == 1 && steps.last == 48 && steps.count > 5)
    #expect(try users("profiles/linked-lms/after/k6/points.csv") == .between(0, 1))
  }
}

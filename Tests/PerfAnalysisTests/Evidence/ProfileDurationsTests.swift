import PerfDiagnostics
import PerfImporters
import PerfModel
import TestCorpus
import Testing

@testable import PerfAnalysis

@Suite(.enabled(if: TestCorpus.isPresent)) struct ProfileDurationsTests {
  private static func comparison(_ before: String, _ after: String) throws -> ProfileComparison {
    func side(_ side: String) throws -> [Run] {
      try RunLoader().load([InputSpec(argument: TestCorpus.path("profiles/go/go1.27/\(side)/cpu.pb.gz"))]).evidence
    }
    return try #require(
      ProfilePairs(try side(before), try side(after), (RequestTally([]), RequestTally([]))).comparisons.first)
  }

  /// A profile of an idle server took 1 s and has no samples; the one under load took 15 s.
  @Test func anIdleSecondIsNoBasis() throws {
    let comparison = try Self.comparison("idle", "before")
    #expect(comparison.obstacle == .noSamples && comparison.findings == 0)
    let notes = ProfileDurations.findings([comparison])
    #expect(notes.map(\.id) == [.evidenceComparability])
    #expect(notes.first?.message.contains("took 1.00 s before and 15.0 s after") == true)
  }

  @Test func equalDurationsNeedNoWord() throws {
    #expect(ProfileDurations.findings([try Self.comparison("before", "after")]).isEmpty)
  }
}

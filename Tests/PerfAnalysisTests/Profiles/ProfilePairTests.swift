import Foundation
import PerfAnalysis
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// Two profiles of other formats than pprof's against each other.
@Suite(.enabled(if: TestCorpus.isPresent)) struct ProfilePairTests {
  private static func side(_ path: String, seconds: Int64? = nil, times factor: Int64 = 1) throws -> ProfileSide {
    let text = String(decoding: try #require(TestCorpus.bytes(path)), as: UTF8.self)
    let lines = text.split(separator: "\n").map { line in
      guard factor != 1, let space = line.lastIndex(of: " "), let count = Int64(line[line.index(after: space)...])
      else {
        return String(line)
      }
      return "\(line[...space])\(count * factor)"
    }
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".txt")
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let profile = try #require(
      try RunLoader().load([InputSpec(argument: factor == 1 ? TestCorpus.path(path) : file.path)]).evidence.first?
        .profiles.first)
    return ProfileSide(
      label: path, profile: profile, totals: try ProfileTotals(profile, file: path),
      packages: try ProfileTotals(profile, by: .package, file: path), duration: seconds.map { $0 * 1_000_000_000 })
  }

  private static func findings(_ before: ProfileSide, _ after: ProfileSide, _ basis: ProfileBasis? = nil) throws -> Int
  {
    let type = try #require(after.totals.sampleTypes.last { before.totals.sampleTypes.contains($0) })
    let analysis = try #require(
      ProfileAnalysis(
        before: before, after: after, sampleType: type, basis: basis ?? .suited(to: before, after)))
    #expect(analysis.obstacle == nil)
    return analysis.functions.count(where: \.isFinding)
  }

  /// 28 functions of `perf script` have z > 4; its events last from 1963.47 to 1971.39 and from 1978.15 to 1985.93, 7.9 s each. What is
  /// folded of it has another root, the command, and periods of 10,101,010 ns in place of samples: they make no finding more.
  @Test func weightsMakeNoFindings() throws {
    let folder = "profiles/perf"
    let script = try Self.findings(
      Self.side("\(folder)/before/perf.script.txt"), Self.side("\(folder)/after/perf.script.txt"))
    #expect(script == 28)
    let (before, after) = ("\(folder)/before/perf.collapsed", "\(folder)/after/perf.collapsed")
    let folded = try Self.findings(Self.side(before, seconds: 8), Self.side(after, seconds: 8))
    #expect(abs(folded - script) <= 2)
    #expect(try Self.findings(Self.side(before), Self.side(before)) == 0)
  }

  @Test("three times the counts, as of three times the time, are no change where nobody knows the times")
  func unknownDurations() throws {
    let path = "profiles/python/before/pyspy.raw.folded"
    #expect(try Self.findings(Self.side(path), Self.side(path, times: 3)) == 0)
  }

  @Test("threads are called otherwise in every run, and are no new functions")
  func threadsOfPython() throws {
    let name = "pyspy.threads_idle.raw.folded"
    let before = try Self.side("profiles/python/before/\(name)")
    let after = try Self.side("profiles/python/after/\(name)")
    let type = try #require(after.totals.sampleTypes.last)
    let analysis = try #require(ProfileAnalysis(before: before, after: after, sampleType: type, basis: .sample))
    let threads = analysis.functions.filter { $0.name.hasPrefix("thread (") }
    #expect(threads.map(\.name).sorted() == ["thread (): MainThread", "thread (): Thread- (process_request_thread)"])
    // Every stack has a thread for its root.
    #expect(threads.reduce(0) { $0 + $1.cumulative[0] } == analysis.totals[0])
  }
}

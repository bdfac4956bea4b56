import PerfAnalysis
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// Two profiles against each other, as `*.diff.exact.json` of an independent decoder has it.
@Suite(.enabled(if: TestCorpus.isPresent))
struct ProfileDiffTests {
  private static func side(_ path: String) throws -> ProfileSide {
    let side = try RunLoader().load([InputSpec(argument: TestCorpus.path("profiles/go/" + path))])
    let profile = try #require(side.evidence.first?.profiles.first)
    return ProfileSide(
      label: path, profile: profile, totals: try ProfileTotals(profile, file: path),
      packages: try ProfileTotals(profile, by: .package, file: path))
  }

  private static func analysis(_ before: String, _ after: String) throws -> ProfileAnalysis {
    let (old, new) = (try side(before), try side(after))
    let type = try #require(new.totals.sampleTypes.last)
    return try #require(ProfileAnalysis(before: old, after: new, sampleType: type))
  }

  static let kinds = ["cpu", "heap", "allocs", "goroutine", "mutex", "block"]
  static let versions = ["go1.19", "go1.27"]

  @Test(arguments: versions, kinds)
  func equalsTheOracle(version: String, kind: String) throws {
    let oracle = Oracle.file("\(version)/diff_oracle/\(kind).diff.exact.json", in: "profiles/go")
    let analysis = try Self.analysis("\(version)/before/\(kind).pb.gz", "\(version)/after/\(kind).pb.gz")
    #expect(analysis.totals.map(Double.init) == oracle["new_totals"].numbers)
    #expect(analysis.totalsBefore?.map(Double.init) == oracle["base_totals"].numbers)
    let functions = try #require(oracle["functions"].array)
    let changes = Dictionary(uniqueKeysWithValues: analysis.functions.map { ($0.name, $0) })
    let old = Dictionary(
      uniqueKeysWithValues: analysis.functions.compactMap { change in change.nameBefore.map { ($0, change) } })
    for function in functions {
      let name = try #require(function["name"].string)
      let isInNew = function["in_new"].bool == true
      if isInNew {
        let change = try #require(changes[name], "\(name) is missing")
        #expect(change.flat.map(Double.init) == function["new_flat"].numbers, "\(name)")
        #expect(change.cumulative.map(Double.init) == function["new_cum"].numbers, "\(name)")
      }
      // A function that goes by another name after stands in the row of that name.
      let change = try #require(old[name] ?? changes[name], "\(name) is missing")
      guard change.nameBefore == nil || change.nameBefore == name else { continue }
      #expect(change.flatBefore?.map(Double.init) == function["base_flat"].numbers, "\(name)")
      #expect(change.cumulativeBefore?.map(Double.init) == function["base_cum"].numbers, "\(name)")
    }
    let renamed = analysis.functions.count { $0.nameBefore != nil }
    #expect(analysis.functions.count + renamed == functions.count)
    // Go 1.27 writes build ids, and both sides are one build: names are exact there.
    #expect(version == "go1.19" || renamed == 0)
  }

  /// `null_oracle/SUMMARY.json` counts the functions with z > 4.
  @Test func aTruePairHasFindings() throws {
    let analysis = try Self.analysis("go1.27/before/cpu.pb.gz", "go1.27/after/cpu.pb.gz")
    #expect(analysis.obstacle == nil)
    #expect(analysis.functions.filter(\.isFinding).count == 48)
  }

  /// Two profiles of one build under one load: `before` and its repeat differ in 333 of 581 functions by more than 20 %.
  @Test(arguments: [("before", 672, 625), ("after", 202, 211)] as [(String, Int64, Int64)])
  func theSameBuildTwiceHasNone(side: String, totalBefore: Int64, totalAfter: Int64) throws {
    let oracle = Oracle.file("go1.27/null_oracle/\(side).cpu.diff.exact.json", in: "profiles/go")
    let functions = try #require(oracle["functions"].array)
    func totals(_ flat: String, _ cum: String, _ total: String) throws -> ProfileTotals {
      let entries = try functions.map { function in
        let flat = try #require(function[flat].numbers).map { Int64($0) }
        let cumulative = try #require(function[cum].numbers).map { Int64($0) }
        return ProfileTotals.Entry(
          name: try #require(function["name"].string), file: nil, flat: flat, cumulative: cumulative,
          waiting: flat.map { _ in 0 })
      }
      let sums = try #require(oracle[total].numbers).map { Int64($0) }
      return ProfileTotals(
        sampleTypes: [ProfileValueType("samples", "count"), ProfileValueType("cpu", "nanoseconds")],
        granularity: .function, totals: sums, waiting: [0, 0], entries: entries)
    }
    let before = try totals("base_flat", "base_cum", "base_totals")
    let after = try totals("new_flat", "new_cum", "new_totals")
    #expect(before.totals[0] == totalBefore && after.totals[0] == totalAfter)
    let analysis = try #require(
      ProfileAnalysis(
        // Both took 15 s.
        before: ProfileSide(label: "b", totals: before, packages: before, duration: 15_000_000_000, sampleCountType: 0),
        after: ProfileSide(label: "a", totals: after, packages: after, duration: 15_000_000_000, sampleCountType: 0),
        sampleType: ProfileValueType("cpu", "nanoseconds")))
    #expect(analysis.obstacle == nil && analysis.functions.count > 300)
    #expect(analysis.functions.filter(\.isFinding).isEmpty)
  }

  @Test("profiles that count no samples are not judged")
  func blockProfilesAreNotJudged() throws {
    let analysis = try Self.analysis("go1.27/before/block.pb.gz", "go1.27/after/block.pb.gz")
    #expect(analysis.obstacle == .uncounted)
    #expect(analysis.functions.filter { $0.isFinding || $0.z != nil }.isEmpty)
    // 16 idle workers wait in place of 2: the delay rose in the build that is better.
    let worker = try #require(analysis.functions.first { $0.name == "main.worker" })
    #expect(worker.isWaiting && worker.cumulativeDifference(1) > 4e11)
  }

  @Test("profiles of 1 s and 2 s are only judged per second")
  func durations() throws {
    let types = [ProfileValueType("samples", "count")]
    func side(_ count: Int64, seconds: Int64) -> ProfileSide {
      let entry = ProfileTotals.Entry(name: "f", file: nil, flat: [count], cumulative: [count], waiting: [0])
      let totals = ProfileTotals(
        sampleTypes: types, granularity: .function, totals: [count], waiting: [0], entries: [entry])
      return ProfileSide(
        label: "s", totals: totals, packages: totals, duration: seconds * 1_000_000_000, sampleCountType: 0)
    }
    let before = side(100, seconds: 1)
    let after = side(196, seconds: 2)
    let raw = try #require(ProfileAnalysis(before: before, after: after, sampleType: types[0]))
    #expect(raw.obstacle != nil && raw.functions[0].z == nil)
    let rate = try #require(ProfileAnalysis(before: before, after: after, sampleType: types[0], basis: .second))
    // 100/s against 98/s: of 296 samples 197.3 are expected after, within √(296·⅓·⅔) = 8.1.
    #expect(rate.obstacle == nil && (rate.functions[0].z ?? 9) < 1.33 / 8.1)
  }
}

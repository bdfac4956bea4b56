import PerfModel
import TestCorpus
import Testing

@testable import PerfAnalysis

/// Recorded runs of which every request is known: what changed is found, and what did not is left alone.
@Suite(.enabled(if: TestCorpus.isPresent)) struct CorpusSamplesTests {
  private static let runs: [String: Run] = {
    let names = ["before1", "before2", "before3", "after1", "after2", "after3", "shape_drift", "shape_warmup"]
    return Dictionary(uniqueKeysWithValues: names.compactMap { name in (try? RawK6.run(name)).map { (name, $0) } })
  }()

  private static let before = ["before1", "before2", "before3"]
  private static let after = ["after1", "after2", "after3"]

  private static func judge(_ before: [String], _ after: [String], selfTest: Bool = false) throws -> Assessment {
    func runs(_ names: [String]) throws -> [Run] { try names.map { try #require(Self.runs[$0]) } }
    return Comparer().compare(
      ComparedSide(label: "before", runs: try runs(before)), ComparedSide(label: "after", runs: try runs(after)),
      selfTest: selfTest)
  }

  // MARK: What did not change

  /// All ordered pairs of runs of one system.
  private static let unchanged = [before, after].flatMap { side in
    side.flatMap { first in side.filter { $0 != first }.map { (first, $0) } }
  }

  @Test(arguments: unchanged) func oneSystemAgainstItself(first: String, second: String) throws {
    let assessment = try Self.judge([first], [second])
    #expect(assessment.judgement == .good)
    let worse = assessment.comparisons.filter { $0.verdict == .regressed || $0.isGated && $0.verdict == .likelyWorse }
    #expect(worse.isEmpty, "\(worse.map { "\($0.key) \($0.statistic.name)" })")
    // A trap of the corpus: its p99 differs by 58 % between recordings of one system.
    #expect(assessment.row("GET /api/users/me", .quantile(0.99))?.verdict == .inconclusive)
  }

  // MARK: What changed

  /// feed at 0.40 of its time, login 1.15 times as slow: a single run a side proves the first and shows the second.
  @Test(arguments: zip(before, after)) func oneRunASideSeesTheChange(first: String, second: String) throws {
    let assessment = try Self.judge([first], [second])
    for statistic in [Statistic.median, .quantile(0.95)] {
      #expect(assessment.row("GET /api/feed", statistic)?.verdict == .improved)
    }
    let login = try #require(assessment.row("POST /api/auth/login", .median))
    #expect(login.basis == .samples)
    #expect(try #require(login.change) > 0.05)
    #expect([.likelyWorse, .inconclusive].contains(login.verdict))
    #expect(try #require(assessment.samples).isDeciding)
  }

  @Test func threeRunsASideProveIt() throws {
    let assessment = try Self.judge(Self.before, Self.after)
    #expect(assessment.judgement == .bad)
    #expect(assessment.row("GET /api/feed", .median)?.verdict == .improved)
    let login = try #require(assessment.row("POST /api/auth/login", .median))
    #expect(login.verdict == .regressed && login.basis == .runs)
    // The requests only describe.
    let samples = try #require(assessment.samples)
    #expect(!samples.isDeciding && samples.before.count == 3 && samples.after.count == 3)
  }

  @Test func everyGatedRowCanTurnRed() throws {
    let test = try #require(try Self.judge(["before1"], ["after1"], selfTest: true).selfTest)
    #expect(test.blind.isEmpty)
    #expect(test.seeing > 10)
  }

  // MARK: Shapes

  /// Service times start at several times their level and settle in the first half.
  @Test func warmUpIsLeftOut() throws {
    let samples = try #require(try Self.judge(["shape_warmup"], ["shape_warmup"]).samples)
    let shape = try #require(samples.before.first)
    #expect(shape.unsteadiness == nil)
    let cut = try #require(shape.cuts.first { $0.reason == .warmUp })
    #expect((15...30).contains(cut.span.upperBound))
    #expect(shape.window.lowerBound == cut.span.upperBound)
    #expect(cut.requests + shape.kept > 2990 && cut.requests + shape.kept < 3020)
    // One file alone shows the same.
    let warmup = try #require(Self.runs["shape_warmup"])
    #expect(try #require(LoadOverTime(warmup)).cuts == shape.cuts)
    let drift = try #require(Self.runs["shape_drift"])
    #expect(try #require(LoadOverTime(drift)).unsteadiness != nil)
  }

  /// Service times grow by 1.2 % of their start each second: there is no level to compare.
  @Test func driftIsNotSteady() throws {
    let assessment = try Self.judge(["shape_drift"], ["shape_drift"])
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.samples?.before.first?.unsteadiness?.contains("slower than the first") == true)
    #expect(assessment.row(nil, .median)?.verdict == .notComparable)
    // Failures do not need a level.
    #expect(assessment.row(SeriesKey(.requestErrorRatio))?.verdict != .notComparable)
  }

  @Test(arguments: before + after) func ordinaryRunsAreSteady(name: String) throws {
    let shape = try #require(try Self.judge([name], [name]).samples?.before.first)
    #expect(shape.unsteadiness == nil)
    // k6's setup() comes before the load, a few milliseconds: nothing worth a word is left out.
    #expect(shape.cuts.isEmpty, "\(shape.cuts)")
    let independent = try #require(shape.independentRequests)
    #expect(independent > 100 && independent <= Double(shape.kept))
    let check = try #require(shape.crossCheck)
    #expect((0.5...2).contains(check.byBootstrap / check.byBatches))
  }
}

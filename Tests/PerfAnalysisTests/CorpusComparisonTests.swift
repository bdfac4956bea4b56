import Foundation
import PerfImporters
import PerfModel
import TestCorpus
import Testing

@testable import PerfAnalysis

/// Comparisons of recorded files: what is known to have changed is found, and what has not changed is left alone.
@Suite(.enabled(if: TestCorpus.isPresent)) struct CorpusComparisonTests {
  /// The runs of recorded load tests, one for each file.
  private static func runs(_ names: [String]) throws -> [Run] {
    try names.flatMap { try RunLoader().load([InputSpec(argument: TestCorpus.path("loadtest/" + $0))]).runs }
  }

  private static func export(_ names: String...) throws -> [Run] {
    try runs(names.map { "k6/\($0)/summary_export.json" })
  }

  private static func judge(_ before: [Run], _ after: [Run]) -> Assessment {
    Comparer().compare(ComparedSide(label: "before", runs: before), ComparedSide(label: "after", runs: after))
  }

  // MARK: What changed

  /// login 1.15 times as slow, feed at 0.40 of its time, search and courses as they were: see the corpus' README.
  @Test func threeRunsASideFindWhatChanged() throws {
    let assessment = Self.judge(
      try Self.export("before1", "before2", "before3"), try Self.export("after1", "after2", "after3"))
    #expect(assessment.judgement == .bad)
    for statistic in [Statistic.median, .quantile(0.95)] {
      #expect(assessment.row("GET /api/feed", statistic)?.verdict == .improved)
      for endpoint in ["GET /api/search", "GET /api/courses"] {
        #expect(assessment.row(endpoint, statistic)?.verdict != .regressed)
      }
    }
    let login = try #require(assessment.row("POST /api/auth/login", .median))
    #expect(login.verdict == .regressed && login.isReplicated)
    // Welch's 90 % interval of ln p50 over the three runs a side.
    #expect(abs(login.change! - 0.19) < 0.01)
    #expect(abs(login.interval!.low - 0.15) < 0.01 && abs(login.interval!.high - 0.23) < 0.01)
    #expect(assessment.row("POST /api/auth/login", .quantile(0.95))?.verdict == .likelyWorse)
  }

  @Test func oneRunASideFindsTheLargeChangeAndAsksForMoreRuns() throws {
    let assessment = Self.judge(try Self.export("before1"), try Self.export("after1"))
    #expect(assessment.judgement == .good)
    #expect(assessment.row("GET /api/feed", .median)?.verdict == .improved)
    let login = assessment.comparisons.filter { $0.key.endpoint == "POST /api/auth/login" }
    #expect(!login.isEmpty && login.allSatisfy { $0.verdict != .regressed })
    #expect(assessment.advice.contains { $0.contains("login") && $0.contains("runs a side") })
  }

  // MARK: What did not change

  /// Runs of one unchanged system, of one length and load.
  static let systems = [
    (1...8).map { "k6/history_0\($0)/summary_export.json" },
    (1...8).map { "k6/history_0\($0)/handle_summary.json" },
    (1...3).map { "k6/before\($0)/summary_export.json" },
    (1...3).map { "k6/after\($0)/summary_export.json" },
    ["09", "10", "11", "12"].map { "k6/history_\($0)/summary_export.json" },
    ["k6/v0.49.0_default/summary_export.json", "k6/v1.8.1_default/summary_export.json"],
    ["k6/v0.49.0_text/summary_export.json", "k6/v1.8.1_text/summary_export.json"],
    ["ab/before_courses/stdout.txt", "ab/after_courses/stdout.txt"],
    ["ab/before_me/stdout.txt", "ab/after_me/stdout.txt"],
  ]

  /// Every pair of disjoint sides of one to four runs, of each size at most sixty, spread over all.
  @Test(arguments: systems) func anUnchangedSystemRaisesNoAlarm(files: [String]) throws {
    let runs = try Self.runs(files)
    var compared = 0
    for size in 1...4 where 2 * size <= runs.count {
      for (before, after) in Self.sides(of: runs.count, size).prefix(60) {
        let assessment = Self.judge(before.map { runs[$0] }, after.map { runs[$0] })
        let alarms = assessment.comparisons.filter { $0.isGated && $0.verdict == .regressed }
        #expect(alarms.map { "\($0.key) \($0.statistic.name)" } == [], "\(files) \(before) \(after)")
        #expect(assessment.judgement == .good, "\(before) \(after): \(assessment.obstacles)")
        compared += 1
      }
    }
    #expect(compared >= 2)
  }

  @Test func theDialectsOfOneRunAgree() throws {
    let export = try Self.runs((1...8).map { "k6/history_0\($0)/summary_export.json" })
    let handle = try Self.runs((1...8).map { "k6/history_0\($0)/handle_summary.json" })
    for (x, y) in zip(export, handle.dropFirst()) {
      #expect(Self.judge([x], [y]).judgement == .good)
      #expect(Self.judge([y], [x]).judgement == .good)
    }
  }

  /// Pairs of disjoint sets of indices.
  private static func sides(of count: Int, _ size: Int) -> [([Int], [Int])] {
    func subsets(_ items: [Int], _ size: Int) -> [[Int]] {
      guard size > 0 else { return [[]] }
      return items.indices.flatMap { index in
        subsets(Array(items[(index + 1)...]), size - 1).map { [items[index]] + $0 }
      }
    }
    let all = subsets(Array(0..<count), size)
    // A stride that shares no factor with the count spreads the first few over all.
    let pairs = all.flatMap { before in all.filter { Set($0).isDisjoint(with: before) }.map { (before, $0) } }
    let stride = 389
    return pairs.count % stride == 0 ? pairs : pairs.indices.map { pairs[$0 * stride % pairs.count] }
  }

  // MARK: Power

  /// What became of the p50 of an endpoint whose durations were multiplied, over pairs of an unchanged system.
  private static func verdicts(_ factor: Double, runsASide size: Int, _ endpoint: String) throws -> [Verdict] {
    let runs = try Self.runs(systems[0])
    return sides(of: runs.count, size).prefix(28).compactMap { before, after in
      let slower = after.map { slowed(runs[$0], endpoint, factor) }
      return judge(before.map { runs[$0] }, slower).row(endpoint, .median)?.verdict
    }
  }

  private static func slowed(_ run: Run, _ endpoint: String, _ factor: Double) -> Run {
    run.with(
      series: run.series.map { series in
        guard series.key.metric == .requestDuration, series.key.endpoint == endpoint,
          case .distribution(.quantiles(let published)) = series.content
        else { return series }
        let slower = PublishedStatistics(
          count: published.count, values: published.values.mapValues { $0 * factor }, method: published.method)
        return Series(key: series.key, metric: series.metric, content: .distribution(.quantiles(slower)))
      })
  }

  static let endpoints = ["GET /api/feed", "POST /api/auth/login", "GET /api/courses", "GET /api/search"]

  @Test(arguments: endpoints) func aThreefoldSlowdownIsAlwaysFound(endpoint: String) throws {
    for size in 1...3 {
      #expect(Set(try Self.verdicts(3, runsASide: size, endpoint)) == [.regressed], "\(size) runs a side")
    }
  }

  /// Runs of 8 s with 96 to 222 requests an endpoint, ascending by the spread of the endpoint's times. The shares are what these
  /// pairs give, rounded down: a change of the statistics that costs power shows here.
  @Test(arguments: [
    ("GET /api/feed", 1.0, 1.0), ("POST /api/auth/login", 0.85, 1.0), ("GET /api/courses", 0.4, 0.9),
    ("GET /api/search", 0, 0.75),
  ])
  func halfAsSlowAgainIsFoundOrLeftOpen(endpoint: String, ofOneRun: Double, ofThree: Double) throws {
    for (size, share) in [(1, ofOneRun), (3, ofThree)] {
      let verdicts = try Self.verdicts(1.5, runsASide: size, endpoint)
      #expect(Double(verdicts.count { $0 == .regressed }) >= share * Double(verdicts.count), "\(size) runs a side")
      #expect(Set(verdicts).isSubset(of: [.regressed, .likelyWorse, .inconclusive]), "never called unchanged")
    }
  }
}

import Foundation
import PerfModel
import TestCorpus
import Testing

/// The printed reports against the requests that ab wrote one by one with `-g` (whole milliseconds).
struct ABCorpusTests {
  static let cases = TestCorpus.files(below: TestCorpus.path("loadtest/ab")).filter { $0.hasSuffix("/oracle.json") }
    .map { String($0.dropLast("/oracle.json".count)) }

  private struct Oracle: Decodable {
    let overall, ctime, wait: Column

    struct Column: Decodable {
      let count: Int
      let mean, min, max, stdev_sample: Double
      let floor_index: [String: Double]
    }
  }

  @Test(.enabled(if: TestCorpus.isPresent), arguments: cases)
  func agreesWithTheRequests(name: String) throws {
    let folder = "loadtest/ab/\(name)/"
    let oracle = try JSONDecoder().decode(
      Oracle.self, from: Data(try #require(TestCorpus.bytes(folder + "oracle.json"))))
    let runs = try readAB(try #require(TestCorpus.bytes(folder + "stdout.txt")))
    let run = try #require(runs.count == 1 ? runs[0] : nil)
    for (metric, column) in [
      (MetricID.requestDuration, oracle.overall), (.requestConnecting, oracle.ctime), (.requestWaiting, oracle.wait),
    ] {
      let series = try #require(run.series.first { $0.key.metric == metric })
      guard case .distribution(let distribution) = series.content else {
        Issue.record("\(metric) is no distribution")
        continue
      }
      #expect(distribution.count == column.count)
      #expect(series[.minimum] == column.min / 1000)
      #expect(series[.maximum] == column.max / 1000)
      // ab rounds the mean of microseconds, the oracle averages rounded milliseconds: at most half a millisecond each.
      let mean = try #require(series[.mean])
      #expect(abs(mean * 1000 - column.mean) <= 1)
      // Printed with one decimal, around a mean that ab cuts to whole microseconds.
      let deviation = try #require(series[.standardDeviation])
      #expect(abs(deviation * 1000 - column.stdev_sample) <= 0.5)
    }
    let total = try #require(run.series.first { $0.key.metric == .requestDuration })
    // 99.9 is not among the percentiles that ab prints.
    for (percentile, milliseconds) in oracle.overall.floor_index where percentile != "p99.9" {
      #expect(Statistic(name: percentile).flatMap { total[$0] } == milliseconds / 1000, "\(percentile)")
    }
  }

  @Test(.enabled(if: TestCorpus.isPresent))
  func casesArePresent() { #expect(Self.cases.count == 12) }

  @Test(
    "the printed rate is the count over the printed time, within their rounding", .enabled(if: TestCorpus.isPresent),
    arguments: cases)
  func rateIsCountOverTime(name: String) throws {
    let bytes = try #require(TestCorpus.bytes("loadtest/ab/\(name)/stdout.txt"))
    let run = try #require(try readAB(bytes).first)
    let count = try #require(run.series.first { $0.key.metric == .requestCount }?[.value])
    let rate = try #require(run.series.first { $0.key.metric == .requestRate }?[.value])
    let duration = try #require(run.duration)
    // Half a unit of the last place of each: 0.5 ms of the time, 0.005/s of the rate.
    #expect(rate >= count / (duration + 0.0005) - 0.005 && rate <= count / (duration - 0.0005) + 0.005)
  }
}

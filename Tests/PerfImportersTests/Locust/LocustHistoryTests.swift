import PerfModel
import TestCorpus
import Testing

/// Locust's history, read like the input.
struct LocustHistoryTests {
  private static let header =
    "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,95%,99%,100%,Total Request Count,Total Failure Count,"
    + "Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,"
    + "Total Average Content Size\n"

  private static func line(_ second: Int, _ users: Int, _ name: String, _ count: Int, _ failed: Int, _ mean: Double)
    -> String
  {
    "\(second),\(users),\(name),0,0,30,99,99,99,\(count),\(failed),30,\(mean),7.5,99.25,20\n"
  }

  @Test("totals grow from line to line; their differences are what happened in a second")
  func seconds() throws {
    let run = try readRaw(
      "locust-history",
      Self.header + "1000,0,,Aggregated,0,0,N/A,N/A,N/A,N/A,0,0,0,0.0,0,0,0\n"
        + Self.line(1001, 4, ",Aggregated", 10, 1, 40) + Self.line(1002, 5, ",Aggregated", 10, 1, 40)
        + Self.line(1003, 6, ",Aggregated", 30, 3, 20))
    let bins = try #require(run.timelines.first).bins
    #expect(bins.map(\.at) == [0, 2] && bins.map(\.count) == [10, 20] && bins.map(\.failed) == [1, 2])
    #expect(bins.map(\.users) == [4, 6])
    // (30 · 20 − 10 · 40) / 20 ms
    #expect(bins.map(\.mean) == [0.04, 0.01])
    // The percentiles of a line are those of ten seconds.
    #expect(bins.allSatisfy { $0.p50 == nil && $0.p95 == nil && $0.p99 == nil })
    #expect(run.startedAt?.rfc3339 == "1970-01-01T00:16:40.000Z" && run.duration == 3)
  }

  @Test("what is known of the run are totals, and of its percentiles the rounded median alone")
  func totals() throws {
    let run = try readRaw(
      "locust-history",
      Self.header + Self.line(1000, 2, "GET,/a", 1, 0, 9) + Self.line(1000, 2, ",Aggregated", 1, 0, 9)
        + Self.line(1001, 2, "GET,/a", 4, 1, 20) + Self.line(1001, 2, ",Aggregated", 4, 1, 20))
    guard case .distribution(.quantiles(let published)) = run[SeriesKey(.requestDuration, endpoint: "GET /a")]?.content
    else {
      Issue.record("no published statistics")
      return
    }
    #expect(published.count == 4 && published.method == .unstated && published.resolution == 0.001)
    #expect(published.statistics == [.mean, .minimum, .median, .maximum])
    #expect(published[.maximum] == 0.09925)
    #expect(value(run, .requestErrorRatio, "GET /a") == 0.25)
    #expect(value(run, .requestRate) == nil, "two seconds are too few for a clock of whole seconds")
  }

  @Test("the file agrees with Locust's own final figures", .enabled(if: TestCorpus.isPresent))
  func agrees() throws {
    let run = try readRaw(
      "locust-history", try #require(TestCorpus.bytes("loadtest/locust/after/run_stats_history.csv")))
    // From run_stats.csv of the same run.
    #expect(value(run, .requestCount, "GET /api/courses") == 251)
    #expect(value(run, .requestDuration, "GET /api/courses", .none, .mean) == 24.719553992028807 / 1000)
    #expect(value(run, .requestDuration, "GET /api/feed", .none, .maximum) == 87.93165099996259 / 1000)
    let timeline = try #require(run.timelines.first { $0.endpoint == "GET /api/courses" })
    #expect(timeline.bins.reduce(0) { $0 + $1.count } == 251)
    #expect(run.timelines.first?.endpoint == nil)
  }
}

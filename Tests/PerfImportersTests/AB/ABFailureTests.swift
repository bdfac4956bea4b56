import PerfDiagnostics
import PerfImporters
import PerfModel
import Testing

/// What counts as an error, and what no data is.
struct ABFailureTests {
  @Test("answers of another length are no errors, but are told")
  func lengths() throws {
    let run = try #require(try readAB("length-mismatch.txt").first)
    #expect(value(run, .requestErrorRatio, "/api/courses") == 0)
    #expect(value(run, .requestFailed, "/api/courses") == 0)
    #expect(value(run, MetricID(rawValue: "custom.length_failures"), "/api/courses") == 396)
    let finding = try #require(run.diagnostics.first)
    #expect(finding.id == .abLengthFailures)
    #expect(finding.location?.line == 18)
    #expect(finding.hint?.contains("-l") == true)
  }

  @Test("non-2xx answers are errors, though ab does not count them as failed")
  func non2xx() throws {
    let run = try #require(try readAB("non2xx-some.txt").first)
    #expect(
      run[SeriesKey(.requestErrorRatio, endpoint: "/api/search?q=x")]?.content
        == Ratio(events: 12, of: 1000).map { .ratio($0) })
    #expect(value(run, .requestFailed, "/api/search?q=x") == 12)
  }

  @Test(
    "a refused run has no series and an error that says so",
    arguments: ["refused.txt", "refused-stderr.txt", "timeout.txt"])
  func refused(file: String) throws {
    let runs = try readAB(file)
    #expect(runs.count == 1)
    #expect(runs[0].series.isEmpty)
    #expect(runs[0].diagnostics.map(\.id) == [.abNoResult])
    #expect(runs[0].diagnostics.map(\.severity) == [.error])
  }

  @Test("-r against a server that is down: 20,876 requests per second in 0 ms are no data, and all failed")
  func refusedAndGoingOn() throws {
    let run = try #require(try readAB("refused-r.txt").first)
    let path = "/api/feed"
    #expect(run[SeriesKey(.requestDuration, endpoint: path)]?.content == .noData)
    #expect(run[SeriesKey(.requestRate, endpoint: path)] == nil)
    #expect(value(run, .requestErrorRatio, path) == 1)
    #expect(value(run, .requestFailed, path) == 20)
    #expect(run.diagnostics.map(\.id) == [.abNoAnswer])
  }

  @Test("a server that closes every connection: ab prints 'Failed requests: 0' and 8,741 requests per second")
  func closedWithoutAnswer() throws {
    let run = try #require(try readAB("closed-without-answer.txt").first)
    #expect(run[SeriesKey(.requestDuration, endpoint: "/a")]?.content == .noData)
    #expect(run[SeriesKey(.requestRate, endpoint: "/a")] == nil)
    #expect(value(run, .requestErrorRatio, "/a") == 1)
    #expect(run.diagnostics.map(\.id) == [.abNoAnswer])
  }

  @Test("a run stopped before the first answer has no data")
  func interrupted() throws {
    let run = try #require(try readAB("interrupted-at-once.txt").first)
    #expect(value(run, .requestCount, "/hang") == 0)
    #expect(run[SeriesKey(.requestDuration, endpoint: "/hang")]?.content == .noData)
    #expect(run[SeriesKey(.requestErrorRatio, endpoint: "/hang")]?.content == .noData)
    #expect(run.diagnostics.map(\.id) == [.noData])
  }

  /// A report of 100 requests with the given lines in place of `Failed requests`.
  private func report(_ failures: String) throws -> Run {
    let text = String(decoding: try FixtureFiles.bytes("ab-text/after-feed.txt"), as: UTF8.self)
      .replacing("Complete requests:      600\n", with: "Complete requests:      100\n")
      .replacing("Failed requests:        0\n", with: failures)
    return try #require(try readAB(Array(text.utf8)).first)
  }

  @Test("more failures than requests give no share")
  func moreFailuresThanRequests() throws {
    let run = try report("Failed requests:        150\n   (Connect: 0, Receive: 100, Length: 10, Exceptions: 40)\n")
    #expect(run[SeriesKey(.requestErrorRatio, endpoint: "/api/feed")]?.content == .noData)
    #expect(value(run, .requestFailed, "/api/feed") == 140)
    #expect(run.diagnostics.map(\.id) == [.abLengthFailures, .abFailuresExceedRequests])
  }

  @Test("failures in transport, failed writes and non-2xx answers are added, with a word")
  func overlapping() throws {
    let run = try report(
      "Failed requests:        7\n   (Connect: 2, Receive: 1, Length: 3, Exceptions: 1)\nWrite errors:           5\n"
        + "Non-2xx responses:      6\n")
    // 2 + 1 + 1 in transport, 5 writes, 6 answers.
    #expect(value(run, .requestErrorRatio, "/api/feed") == 0.15)
    #expect(run.diagnostics.map(\.id) == [.abLengthFailures, .abFailuresOverlap])
  }

  @Test("hostile counts overflow nothing")
  func overflow() throws {
    let most = Int.max
    let run = try report(
      "Failed requests:        \(most)\n   (Connect: \(most), Receive: 0, Length: 0, Exceptions: 0)\n"
        + "Write errors:           \(most)\n")
    #expect(run[SeriesKey(.requestErrorRatio, endpoint: "/api/feed")]?.content == .noData)
  }
}

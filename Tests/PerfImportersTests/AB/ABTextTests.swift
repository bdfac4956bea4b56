import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import PerfUnits
import Testing

/// Reads a fixture of ab.
func readAB(_ name: String) throws -> [Run] { try readAB(FixtureFiles.bytes("ab-text/" + name), name: name) }

func readAB(_ bytes: [UInt8], name: String = "ab.txt") throws -> [Run] {
  try ImporterConformance.read(ABTextImporter.self, bytes, name: name)
}

struct ABTextTests {
  @Test("every number of a report becomes a series of its path, in base units")
  func wholeReport() throws {
    let run = try #require(try readAB("after-login.txt").first)
    let path = "/api/auth/login"
    #expect(run.tool == "ab")
    #expect(run.toolVersion == "2.3")
    #expect(run.duration == 4.285)
    #expect(value(run, .requestCount, path) == 600)
    #expect(value(run, .requestRate, path) == 140.04)
    #expect(value(run, .requestFailed, path) == 0)
    #expect(run[SeriesKey(.requestErrorRatio, endpoint: path)]?.content == Ratio(events: 0, of: 600).map { .ratio($0) })
    #expect(value(run, .dataReceived, path) == 93_600)
    #expect(value(run, .dataSent, path) == 107_400)
    #expect(value(run, .dataReceivedRate, path) == 21.33 * 1024)
    #expect(value(run, .dataSentRate, path) == 24.48 * 1024)
    #expect(value(run, .loadUsers) == 8)
    #expect(run.diagnostics.isEmpty)
  }

  @Test("the total time has the row's moments and the table's percentiles")
  func totalTime() throws {
    let run = try #require(try readAB("after-login.txt").first)
    let series = try #require(run[SeriesKey(.requestDuration, endpoint: "/api/auth/login")])
    let expected: [(String, Double)] = [
      ("mean", 0.056), ("min", 0.023), ("p50", 0.052), ("p66", 0.058), ("p75", 0.064), ("p80", 0.068), ("p90", 0.078),
      ("p95", 0.087), ("p98", 0.097), ("p99", 0.117), ("max", 0.331), ("stddev", 0.0265),
    ]
    guard case .distribution(let distribution) = series.content else {
      Issue.record("request.duration is no distribution")
      return
    }
    #expect(distribution.count == 600)
    #expect(distribution.method == .floorIndex)
    #expect(distribution.resolution == 0.001)
    #expect(distribution.statistics.map(\.name) == expected.map(\.0))
    for (name, number) in expected { #expect(Statistic(name: name).flatMap { series[$0] } == number, "\(name)") }
  }

  @Test("the phases are series of their own; processing has no name in the catalogue")
  func phases() throws {
    let run = try #require(try readAB("length-mismatch.txt").first)
    let path = "/api/courses"
    #expect(value(run, .requestConnecting, path, .none, .maximum) == 0.001)
    #expect(value(run, .requestWaiting, path, .none, .mean) == 0.021)
    let processing = MetricID(rawValue: "custom.processing")
    #expect(value(run, processing, path, .none, .median) == 0.019)
    #expect(run[SeriesKey(processing, endpoint: path)]?.metric.direction == .informational)
  }

  @Test("a single request has times but no percentile table")
  func oneRequest() throws {
    let run = try #require(try readAB("n1.txt").first)
    #expect(value(run, .requestDuration, "/api/users/me", .none, .median) == 0.009)
    #expect(value(run, .requestDuration, "/api/users/me", .none, .quantile(0.95)) == nil)
    #expect(run.diagnostics.isEmpty)
  }

  @Test("-S leaves deviation and median out, -d the percentiles: both stay absent")
  func shortTables() throws {
    let run = try #require(try readAB("short-without-percentiles.txt").first)
    let series = try #require(run[SeriesKey(.requestDuration, endpoint: "/api/feed")])
    guard case .distribution(let distribution) = series.content else {
      Issue.record("request.duration is no distribution")
      return
    }
    #expect(distribution.statistics == [.mean, .minimum, .maximum])
    #expect(series[.mean] == 0.081)
    #expect(series[.maximum] == 0.193)
    #expect(run.diagnostics.map(\.id) == [.abNoPercentiles])
  }

  @Test("with -S and ten seconds mean and maximum stand together: 1020710208 is 10207 and 10208")
  func gluedColumns() throws {
    let run = try #require(try readAB("short-ten-seconds.txt").first)
    #expect(value(run, .requestDuration, "/slow", .none, .minimum) == 10.206)
    #expect(value(run, .requestDuration, "/slow", .none, .mean) == 10.207)
    #expect(value(run, .requestDuration, "/slow", .none, .maximum) == 10.208)
    #expect(value(run, .requestConnecting, "/slow", .none, .maximum) == 0.001)
  }

  @Test(
    "the median of a row is no quantile when the count is odd",
    arguments: [
      ("odd-without-percentiles.txt", "/a", QuantileMethod.unstated), ("n1.txt", "/api/users/me", .floorIndex),
      ("n3-c3.txt", "/api/users/me", .floorIndex),
    ])
  func medianOfOddCounts(file: String, path: String, method: QuantileMethod) throws {
    let run = try #require(try readAB(file).first)
    guard case .distribution(let total)? = run[SeriesKey(.requestDuration, endpoint: path)]?.content else {
      Issue.record("request.duration is no distribution")
      return
    }
    #expect(total.method == method)
  }

  @Test("times below half a millisecond are 0 ms with a resolution of 1 ms: data, not absence")
  func submillisecond() throws {
    let run = try #require(try readAB("healthz-fast.txt").first)
    #expect(value(run, .requestDuration, "/healthz", .none, .quantile(0.95)) == 0)
    #expect(value(run, .requestDuration, "/healthz", .none, .quantile(0.99)) == 0.001)
    #expect(value(run, MetricID(rawValue: "custom.keep_alive_requests"), "/healthz") == 20_000)
  }

  @Test(
    "what stands around the report is passed over", arguments: ["progress-first.txt", "verbose.txt", "keep-alive.txt"])
  func chatter(file: String) throws {
    let runs = try readAB(file)
    #expect(runs.count == 1)
    #expect(runs[0].series.contains { $0.key.metric == .requestDuration && $0.hasData })
    #expect(runs[0].diagnostics.isEmpty)
    #expect(runs[0].toolVersion == "2.3")
  }

  @Test("the protocol of an encrypted run is kept")
  func encrypted() throws {
    let run = try #require(try readAB("https.txt").first)
    #expect(run.context["tls"] == "TLSv1.3,TLS_AES_256_GCM_SHA384,2048,256")
    #expect(value(run, .requestCount, "/status") == 40)
    #expect(run.diagnostics.map(\.id) == [.abUnreliable])
  }

  @Test("words of old versions are the same facts")
  func oldVersions() throws {
    let text = """
      This is ApacheBench, Version 1.3d <$Revision: 1.1 $> apache-1.3
      Server Software:        Apache/1.3.27
      Server Hostname:        localhost
      Server Port:            80

      Document Path:          /form
      Document Length:        10 bytes

      Concurrency Level:      2
      Time taken for tests:   2.000 seconds
      Complete requests:      40
      Failed requests:        3
         (Connect: 1, Length: 2, Exceptions: 0)
      Broken pipe errors:     4
      Total transferred:      4000 bytes
      Total POSTed:           800
      HTML transferred:       400 bytes
      Requests per second:    20.00 [#/sec] (mean)
      Transfer rate:          1.95 [Kbytes/sec] received
                              0.39 kb/s sent
                              2.34 kb/s total

      Connnection Times (ms)
                    min  mean[+/-sd] median   max
      Connect:        0     1    0.5      1     2
      Processing:     9    10    1.5     10    15
      Total:          9    11    1.5     11    17

      Percentage of the requests served within a certain time (ms)
        50%     11
       100%     17 (longest request)

      """
    let run = try #require(try readAB(Array(text.utf8)).first)
    #expect(run.toolVersion == "1.3d")
    #expect(run.context["server"] == "Apache/1.3.27")
    #expect(value(run, .dataSent, "/form") == 800)
    #expect(value(run, .dataSentRate, "/form") == 0.39 * 1024)
    #expect(value(run, .requestDuration, "/form", .none, .maximum) == 0.017)
    // One connect failure and four broken pipes of forty; the two lengths are none.
    #expect(value(run, .requestErrorRatio, "/form") == 5.0 / 40)
    #expect(run.diagnostics.map(\.id) == [.abLengthFailures])
  }
}

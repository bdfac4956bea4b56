import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// Files with every request against numbers that were computed from them by other means.
struct RawCorpusTests {
  private static func cases(_ folder: String, _ file: String) -> [String] {
    TestCorpus.files(below: TestCorpus.path("loadtest/" + folder)).filter { $0.hasSuffix("/oracle.json") }
      .map { "loadtest/\(folder)/\($0.dropLast("oracle.json".count))\(file)" }
      .filter { TestCorpus.bytes($0) != nil }
  }

  private static let csv = cases("jmeter", "results.csv") + cases("jmeter", "results.jtl")
  private static let xml = cases("jmeter", "results.xml")
  private static let publicJTL = TestCorpus.files(below: TestCorpus.path("public/loadtest/jmeter5-edwardnunez"))
    .filter { $0.hasSuffix(".jtl") }.map { "public/loadtest/jmeter5-edwardnunez/\($0)" }

  @Test(.enabled(if: TestCorpus.isPresent))
  func casesArePresent() {
    #expect(Self.csv.count == 7)
    #expect(Self.xml.count == 3)
    #expect(Self.publicJTL.count == 5)
  }

  @Test(.enabled(if: TestCorpus.isPresent), arguments: csv.map { ($0, "jtl-csv") } + xml.map { ($0, "jtl-xml") })
  func jmeter(file: String, id: String) throws {
    let folder = file.prefix { $0 != "." }.split(separator: "/").dropLast().joined(separator: "/")
    let oracle = try RawOracle(folder + "/oracle.json")
    let run = try readRaw(id, try #require(TestCorpus.bytes(file)))
    try check(run, oracle, file)
  }

  @Test(.enabled(if: TestCorpus.isPresent), arguments: publicJTL)
  func publicJMeter(file: String) throws {
    let run = try readRaw("jtl-csv", try #require(TestCorpus.bytes(file)))
    try check(run, try RawOracle(file + ".oracle.json"), file)
  }

  @Test(
    .enabled(if: TestCorpus.isPresent),
    arguments: cases("vegeta", "encode.json").map { ($0, "vegeta-json") }
      + cases("vegeta", "encode.csv").map { ($0, "vegeta-csv") })
  func vegeta(file: String, id: String) throws {
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    let run = try readRaw(id, try #require(TestCorpus.bytes(file)))
    try check(run, try RawOracle(folder + "/oracle.json"), file) { endpoint in
      // `GET http://127.0.0.1:18081/api/search?q=x`
      let path = endpoint.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)[3].prefix { $0 != "?" }
      return "\(endpoint.prefix { $0 != " " }) /\(path)"
    }
  }

  @Test(
    .enabled(if: TestCorpus.isPresent),
    arguments: cases("hey", "out.csv").map { ($0, "hey-csv") } + cases("h2load", "log.tsv").map { ($0, "h2load-log") })
  func withoutEndpoints(file: String, id: String) throws {
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    let oracle = try RawOracle(folder + "/oracle.json")
    let run = try readRaw(id, try #require(TestCorpus.bytes(file)))
    guard oracle.overall.count > 0 else {
      #expect(run[SeriesKey(.requestDuration)]?.content == .noData, "\(file)")
      return
    }
    try check(run, oracle, file) { _ in nil }
  }

  @Test(.enabled(if: TestCorpus.isPresent), arguments: cases("ab", "gnuplot.tsv"))
  func apacheBench(file: String) throws {
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    let oracle = try RawOracle(folder + "/oracle.json")
    let run = try readRaw("ab-gnuplot", try #require(TestCorpus.bytes(file)))
    for (metric, column) in [
      (MetricID.requestDuration, oracle.overall), (.requestConnecting, try #require(oracle.ctime)),
      (.requestWaiting, try #require(oracle.wait)),
      (MetricID(rawValue: "custom.processing"), try #require(oracle.dtime)),
    ] {
      try expect(run, SeriesKey(metric), is: column, file)
      #expect(abs((run[SeriesKey(metric)]?.resolution ?? 0) - 0.001) < 1e-15)
    }
    #expect(value(run, .requestCount) == Double(oracle.overall.count))
    #expect(run.timelines.isEmpty && value(run, .requestRate) == nil)
  }

  /// Durations, counts, errors, codes and throughput of the run and its endpoints.
  private func check(
    _ run: Run, _ oracle: RawOracle, _ file: String, endpoint name: (String) -> String? = { $0 }
  ) throws {
    let overall = oracle.without_transaction_rows ?? oracle.overall
    try expect(run, SeriesKey(.requestDuration), is: overall, file)
    var expected: [(String?, RawOracle.Column)] = [(nil, overall)]
    for (endpoint, column) in oracle.endpoints ?? [:] {
      let transaction = SeriesKey(MetricID(rawValue: "custom.transaction.duration"), endpoint: endpoint)
      if run[transaction] != nil {
        try expect(run, transaction, is: column, file)
        #expect(column.count == oracle.transaction_row_count)
      } else if let own = name(endpoint) {
        expected.append((own, column))
        try expect(run, SeriesKey(.requestDuration, endpoint: own), is: column, file)
      }
    }
    for (endpoint, column) in expected {
      #expect(value(run, .requestCount, endpoint) == Double(column.count), "\(file)")
      let errors = try #require(column.errors)
      #expect(value(run, .requestFailed, endpoint) == Double(errors), "\(file)")
      #expect(
        run[SeriesKey(.requestErrorRatio, endpoint: endpoint)]?.content
          == .ratio(try #require(Ratio(events: errors, of: column.count))), "\(file)")
      // The oracle's times are of microsecond precision.
      let seconds = try #require(run.duration)
      let rate = try #require(value(run, .requestRate, endpoint))
      #expect(abs(rate * seconds - Double(column.count)) <= 1e-9 * Double(column.count), "\(file)")
    }
    let seconds = try #require(oracle.duration_start_to_end_s)
    #expect(abs(try #require(run.duration) - seconds) <= 2e-6, "\(file)")
    // The codes of transactions are those of their requests, or none.
    guard oracle.transaction_row_count ?? 0 == 0 else { return }
    for (code, column) in oracle.by_code ?? [:] where !code.isEmpty {
      #expect(value(run, .requestCount, nil, ["status": code]) == Double(column.count), "\(file) \(code)")
    }
  }
}

extension Series {
  /// The step of rounding of a distribution.
  fileprivate var resolution: Double? {
    guard case .distribution(let distribution) = content else { return nil }
    return distribution.resolution
  }
}

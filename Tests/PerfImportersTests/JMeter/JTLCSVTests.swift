import PerfDiagnostics
import PerfImporters
import PerfModel
import Testing

/// JTL CSV, read like the input.
struct JTLCSVTests {
  private static let header =
    "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,allThreads,Latency,Connect\n"

  @Test("rows of a transaction are not counted twice, and its time is kept apart")
  func transactions() throws {
    let run = try readRaw(
      "jtl-csv",
      Self.header + #"""
        1000,100,GET /a,200,OK,T 1-1,true,2,90,5
        1100,300,GET /b,200,OK,T 1-1,true,2,280,0
        1000,400,"Browse, ""all""",200,"Number of samples in transaction : 2, number of failing samples : 0",T 1-1,true,2,0,0

        """#)
    #expect(value(run, .requestCount) == 2)
    #expect(value(run, .requestDuration, nil, .none, .mean) == 0.2)
    #expect(value(run, .requestDuration, "GET /b", .none, .maximum) == 0.3)
    #expect(value(run, .requestWaiting, "GET /b", .none, .maximum) == 0.28)
    #expect(value(run, .requestConnecting, "GET /a", .none, .maximum) == 0.005)
    let transaction = MetricID(rawValue: "custom.transaction.duration")
    #expect(value(run, transaction, "Browse, \"all\"", .none, .mean) == 0.4)
    // From 1000 ms to 1400 ms.
    #expect(run.duration == 0.4 && value(run, .requestRate) == 5)
    #expect(run.startedAt?.rfc3339 == "1970-01-01T00:00:01.000Z")
  }

  @Test("a file of nothing but transactions is taken for one of requests, and says so")
  func onlyTransactions() throws {
    let run = try readRaw(
      "jtl-csv",
      Self.header + """
        1000,264,One,200,"Number of samples in transaction : 1, number of failing samples : 0",T 1-1,true,1,0,0
        1300,998,Two,200,"Number of samples in transaction : 1, number of failing samples : 1",T 1-1,false,1,0,0

        """)
    #expect(value(run, .requestCount) == 2 && value(run, .requestFailed) == 1)
    #expect(run.diagnostics.map(\.id.rawValue) == ["jtl-only-transactions"])
  }

  @Test("a failure that never had an answer has its text for a code, and an assertion's words before the server's")
  func failures() throws {
    let run = try readRaw(
      "jtl-csv",
      """
      timeStamp;elapsed;label;responseCode;responseMessage;threadName;success;failureMessage
      1000;1;a;Non HTTP response code: java.net.ConnectException;Non HTTP response message: Connection refused;T 1-1;false;
      2000;1;a;200;OK;T 1-1;false;"Test failed: ""token""
      expected"
      3000;1;a;200;OK;T 1-1;true;

      """)
    #expect(value(run, .requestFailed) == 2)
    #expect(value(run, .requestCount, "a", ["status": "Non HTTP response code: java.net.ConnectException"]) == 1)
    #expect(value(run, .requestCount, "a", ["status": "200"]) == 2)
    #expect(value(run, .requestCount, "a", ["error": "Non HTTP response message: Connection refused"]) == 1)
    #expect(value(run, .requestCount, "a", ["error": "Test failed: \"token\""]) == 1)
    #expect(run.diagnostics.isEmpty)
  }

  @Test("a label that is a URL is named by its route, as it is only without a name of its own")
  func urls() throws {
    let run = try readRaw(
      "jtl-csv", Self.header + "1000,1,https://shop.example:8080/users/17?x=1,200,OK,T 1-1,true,1,1,0\n")
    #expect(value(run, .requestCount, "/users/:id") == 1)
  }

  @Test("threads of a setUp group are preparation and no load")
  func setUp() throws {
    let run = try readRaw(
      "jtl-csv",
      Self.header + """
        1000,100,login,200,OK,setUp Thread Group 1-1,true,1,1,0
        2000,100,page,200,OK,T 1-1,true,1,1,0
        4000,100,logout,200,OK,tearDown Thread Group 1-1,true,1,1,0

        """)
    #expect(value(run, .requestCount, "login", ["stage": "setup"]) == 1)
    #expect(value(run, .requestCount, "logout", ["stage": "teardown"]) == 1)
    #expect(run.loadWindow == 1.0...1.1)
  }

  @Test(
    "dates are read as UTC with a note",
    arguments: [
      "2026/11/21 03:34:49.354", "2026-11-21 03:34:49.354", "2026-11-21T03:34:49.354", "2026-11-21 03:34:49,354",
      "11/21/26 03:34:49.354", "11/21/2026 03:34:49.354", "21/11/2026 03:34:49.354", "21-11-2026 03:34:49.354",
      "21.11.2026 03:34:49.354", "21.11.26 03:34:49,354",
    ])
  func dates(date: String) throws {
    let run = try readRaw(
      "jtl-csv", "timeStamp;elapsed;label;responseCode;success\n\(date);7;a;200;true\n\(date);9;a;200;true\n")
    #expect(run.startedAt?.rfc3339 == "2026-11-21T03:34:49.354Z")
    #expect(run.diagnostics.map(\.id.rawValue) == ["jtl-local-time"])
  }

  @Test("between points the day comes first, whatever it is")
  func daysBetweenPoints() throws {
    let run = try readRaw(
      "jtl-csv", "timeStamp;elapsed;label;responseCode;success\n02.03.2026 04:05:06;7;a;200;true\n")
    #expect(run.startedAt?.rfc3339 == "2026-03-02T04:05:06.000Z")
  }

  @Test("a date with a zone is what it says, and needs no note", arguments: ["Z", "+00:00"])
  func zones(zone: String) throws {
    let run = try readRaw(
      "jtl-csv", "timeStamp,elapsed,label,responseCode,success\n2026-11-21T03:34:49.354\(zone),7,a,200,true\n")
    #expect(run.startedAt?.rfc3339 == "2026-11-21T03:34:49.354Z")
    #expect(run.diagnostics.isEmpty)
  }

  @Test("where some dates begin with the day, those that could be either are not guessed at")
  func dateOrders() throws {
    let rows = ["12/11/2026 23:59:59", "13/11/2026 00:00:01"].map { "\($0);7;a;200;true\n" }.joined()
    let error = try refusal("jtl-csv", Array(("timeStamp;elapsed;label;responseCode;success\n" + rows).utf8))
    #expect(error.id.rawValue == "jtl-date-order")
  }

  @Test("seconds that would be taken for milliseconds are told", arguments: [("1795231799", 1), ("1795231799000", 0)])
  func seconds(time: String, findings: Int) throws {
    let run = try readRaw("jtl-csv", "timeStamp,elapsed,label,responseCode,success\n\(time),7,a,200,true\n")
    #expect(run.findings("jtl-seconds").count == findings)
  }

  @Test("a last line that has all its fields is used, and nobody is said to have been killed")
  func noFinalNewline() throws {
    let run = try readRaw("jtl-csv", "timeStamp,elapsed,label,responseCode,success\n1795231799000,7,a,200,true")
    let finding = try #require(run.diagnostics.first)
    #expect(run.diagnostics.count == 1 && finding.id == .inputTruncated && finding.severity == .note)
    #expect(finding.hint?.contains("killed") == false)
  }

  @Test(
    "another tool's CSV with some of the names is not JMeter's",
    arguments: [
      ("timeStamp,elapsed_us,label,responseCode,success,bytes,threadName", Confidence.no),
      ("label,responseCode,success,mine", .no),
      // JMeter that was told to save no time, and JMeter with a variable of the test.
      ("timeStamp,label,responseCode,success,bytes", .certain),
      ("timeStamp,elapsed,label,responseCode,success,mine", .certain),
    ])
  func claims(header: String, confidence: Confidence) {
    #expect(JTLCSVImporter.sniff(Array((header + "\n1,2,3,4,5,6,7\n").utf8)[...]) == confidence)
  }

  @Test func usersAreThoseOfTheLastSampleThatEnded() throws {
    let rows = [(1000, 100, 3), (1500, 100, 7), (2500, 100, 5), (2550, 10, 1)]
    let run = try readRaw(
      "jtl-csv", Self.header + rows.map { "\($0.0),\($0.1),a,200,OK,T,true,\($0.2),1,0\n" }.joined())
    // Of 2560 and 2600 ms the later counts.
    #expect(run.timelines.first?.bins.map(\.users) == [7, 5])
    #expect(run[SeriesKey(.loadUsers)]?.content == .gauge(Gauge(last: 5, minimum: 1, maximum: 7)))
  }

  @Test(
    "bad rows are left out, each with its place",
    arguments: [
      ("1000,-5,a,200,OK,T,true,1,1,0", 6, "row-bad-number"), ("1000,1e9,a,200,OK,T,true,1,1,0", 6, "row-bad-number"),
      ("99999999999999999999,5,a,200,OK,T,true,1,1,0", 1, "jtl-bad-sample"),
      ("never,5,a,200,OK,T,true,1,1,0", 1, "jtl-bad-sample"),
      ("2001/20/20 12:05:05.123,5,a,200,OK,T,true,1,1,0", 1, "jtl-bad-sample"),
      ("1000,5,a,200", 13, "row-field-count"),
      ("1000,99999999999999999999999,a,200,OK,T,true,1,1,0", 6, "row-bad-number"),
    ])
  func badRows(row: String, column: Int, id: String) throws {
    let run = try readRaw(
      "jtl-csv", Self.header + "1000,5,\"a\nb\",200,OK,T,true,1,1,0\n\(row)\n1000,5,a,200,OK,T,true,1,1,0\n")
    #expect(value(run, .requestCount) == 2)
    let finding = try #require(run.diagnostics.first)
    #expect(finding.id.rawValue == id && finding.severity == .warning)
    // The record before it has two lines.
    #expect(finding.location == SourceLocation(file: "input", line: 4, column: column))
    #expect(finding.excerpt?.text == row && finding.excerpt?.caret == column - 1)
  }

  @Test func manyBadRowsAreFiveFindingsAndACount() throws {
    let bad = String(repeating: "1000,x,a,200,OK,T,true,1,1,0\n", count: 1000)
    let run = try readRaw("jtl-csv", Self.header + bad + "1000,5,a,200,OK,T,true,1,1,0\n")
    #expect(run.diagnostics.count == 6)
    #expect(run.diagnostics.last?.message == "and 995 more of the same kind")
    #expect(run.diagnostics.prefix(5).map { $0.location?.line } == [2, 3, 4, 5, 6])
  }

  @Test("absurd numbers in columns that are not needed are passed over")
  func absurdNumbers() throws {
    let run = try readRaw(
      "jtl-csv", Self.header + "1000,5,a,200,OK,T,true,99999999999999999999,-3,\n1000,5,a,200,OK,T,true,1,,x\n")
    #expect(value(run, .requestCount) == 2 && value(run, .loadUsers) == 1)
    #expect(run[SeriesKey(.requestWaiting)] == nil && run[SeriesKey(.requestConnecting)] == nil)
  }

  @Test func aMegabyteInAFieldIsReadAndShortened() throws {
    let words = String(repeating: "long ", count: 200_000)
    let run = try readRaw(
      "jtl-csv", Self.header + "1000,5,a,500,\(words),T,false,1,1,0\n1000,5,a,200,OK,T,true,1,1,0\n")
    #expect(value(run, .requestFailed) == 1)
    let errors = run.series.compactMap { $0.key.labels["error"] }
    #expect(!errors.isEmpty && errors.allSatisfy { $0.count == 201 })
  }

  @Test("more labels than can be told apart are counted together, whoever reads them")
  func manyLabels() throws {
    let rows = (0..<10_001).map { "\(1000 + $0),5,label \($0),200,OK,T,true,1,1,0\n" }.joined()
    let run = try readRaw("jtl-csv", Self.header + rows)
    #expect(value(run, .requestCount) == 10_001)
    #expect(run.series.allSatisfy { $0.key.endpoint == nil })
    #expect(run.diagnostics.map(\.id) == [.labelCardinality])
  }

  @Test("a file without durations is refused", arguments: ["timeStamp", "elapsed"])
  func missingColumns(column: String) throws {
    let names = ["timeStamp", "elapsed", "label", "responseCode", "success"].filter { $0 != column }
    let error = try refusal("jtl-csv", Array("\(names.joined(separator: ","))\n1000,a,200,true\n".utf8))
    #expect(error.id.rawValue == "jtl-missing-column" && error.message.contains(column))
    #expect(error.location == SourceLocation(file: "input", line: 1, column: 1))
  }
}

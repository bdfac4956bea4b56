import PerfDiagnostics
import PerfModel
import Testing

/// JTL XML, read like the input.
struct JTLXMLTests {
  private static func read(_ samples: String) throws -> Run {
    try readRaw("jtl-xml", "<?xml version=\"1.0\"?>\n<testResults version=\"1.2\">\n\(samples)\n</testResults>\n")
  }

  @Test("samples in a transaction are requests; samples in a request are its parts")
  func nested() throws {
    let run = try Self.read(
      """
      <sample t="400" ts="1000" s="true" lb="Browse" rc="200" rm="Number of samples in transaction : 2, number of failing samples : 0">
        <httpSample t="100" lt="90" ct="5" ts="1000" s="true" lb="page" rc="200" rm="OK" na="3" by="10">
          <httpSample t="60" ts="1000" s="true" lb="page-0" rc="302"/>
          <httpSample t="40" ts="1060" s="true" lb="page-1" rc="200"/>
        </httpSample>
        <httpSample t="300" lt="280" ts="1100" s="true" lb="list" rc="200" rm="OK" na="3" by="20"/>
      </sample>
      """)
    #expect(value(run, .requestCount) == 2)
    #expect(value(run, .requestDuration, "list", .none, .mean) == 0.3)
    #expect(value(run, MetricID(rawValue: "custom.transaction.duration"), "Browse", .none, .mean) == 0.4)
    // One sample tells its time to connect; the other is not 0.
    #expect(run[SeriesKey(.requestConnecting)]?[.minimum] == 0.005)
    #expect(value(run, .dataReceived) == 30 && value(run, .loadUsers) == 3)
    #expect(run[SeriesKey(.requestDuration, endpoint: "page-0")] == nil)
  }

  @Test("the words of a failed assertion name the error")
  func assertions() throws {
    let run = try Self.read(
      """
      <httpSample t="1" ts="1000" s="false" lb="a" rc="200" rm="OK">
        <assertionResult><name>x</name><failure>true</failure><failureMessage>expected &lt;token&gt;</failureMessage></assertionResult>
        <responseData>&lt;failureMessage&gt;</responseData>
      </httpSample>
      <httpSample t="1" ts="1000" s="false" lb="a" rc="500" rm="Internal Server Error"/>
      """)
    #expect(value(run, .requestCount, "a", ["error": "expected <token>"]) == 1)
    #expect(value(run, .requestCount, "a", ["error": "Internal Server Error"]) == 1)
  }

  @Test("a document that ends early is read up to there")
  func endsEarly() throws {
    let run = try readRaw(
      "jtl-xml", "<testResults>\n<httpSample t=\"1\" ts=\"1000\" s=\"true\" lb=\"a\"/>\n<httpSample t=\"2\" ts=\"10")
    #expect(value(run, .requestCount) == 1)
    let finding = try #require(run.diagnostics.first)
    #expect(finding.id == .inputTruncated && finding.location?.line == 3)
  }

  @Test("a sample without start or duration is left out; without any other the file is refused")
  func badSamples() throws {
    let bad = "<sample s=\"true\" lb=\"a\" rc=\"200\"/>\n"
    let run = try Self.read(String(repeating: bad, count: 7) + "<sample t=\"1\" ts=\"1000\" s=\"true\" lb=\"a\"/>")
    #expect(value(run, .requestCount) == 1)
    #expect(run.diagnostics.map(\.id.rawValue) == [String](repeating: "jtl-bad-sample", count: 6))
    #expect(run.diagnostics.last?.message == "and 2 more of the same kind")
    let error = try refusal("jtl-xml", Array("<testResults>\n\(bad)</testResults>".utf8))
    #expect(error.id.rawValue == "jtl-bad-sample" && error.location?.line == 2)
  }

  @Test(arguments: ["-1", "99999999999999999999", "x", ""])
  func absurdDurations(text: String) throws {
    let error = try refusal("jtl-xml", Array("<testResults><sample t=\"\(text)\" ts=\"1000\"/></testResults>".utf8))
    #expect(error.id.rawValue == "jtl-bad-sample")
  }
}

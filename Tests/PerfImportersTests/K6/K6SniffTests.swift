import Foundation
import PerfImporters
import PerfModel
import TestCorpus
import Testing

@Suite("Which k6 summary a file is")
struct K6SniffTests {
  private func claims(_ text: String) throws -> [String: Confidence] { try K6Files.claims(Array(text.utf8)) }

  @Test(
    "each part of a document is evidence of its own",
    arguments: [
      (#"{"metrics":{"http_reqs":{"count":3,"rate":1.5}"#, ["k6-summary-export": .certain]),
      (#"{"metrics":{"my_trend":{"avg":1,"p(95)":2}"#, ["k6-summary-export": .certain]),
      (#"{"metrics":{"mine":{"count":3,"rate":1.5}"#, ["k6-summary-export": .maybe]),
      (#"{"root_group":{"id":"d4","groups":{"#, ["k6-summary-export": .certain]),
      (#"{"root_group":{"path":"","checks":["#, ["k6-handle-summary": .certain]),
      (#"{"metrics":{"mine":{"type":"trend","contains":"time","#, ["k6-handle-summary": .certain]),
      (#"{"metrics":{"http_reqs":{"values":{"count":1"#, ["k6-handle-summary": .certain]),
      (#"{"state":{"testRunDurationMs":10},"#, ["k6-handle-summary": .certain]),
      (#"{"options":{"summaryTrendStats":["#, ["k6-handle-summary": .certain]),
      (#"{"custom":1,"metrics":{"vus":{"contains":"default","type":"gauge"}"#, ["k6-handle-summary": .certain]),
      (#"{"metadata":{"k6_version":"2.2.0"}"#, ["k6-machine-summary": .certain]),
      (#"{"metadata":{"k6Version":"2.2.0"}"#, ["k6-machine-summary": .certain]),
      (#"{"config":{"duration":1,"execution":"local","script":"import http"#, ["k6-machine-summary": .certain]),
      (#"{"config":{"script":"import http"#, ["k6-machine-summary": .maybe]),
      (#"{"results":{"metrics":[{"name":"vus","type":"gauge","values":{"#, ["k6-machine-summary": .certain]),
      // setup_data fills the prefix: k6 itself indents by four spaces, a script as it likes.
      ("{\n    \"setup_data\": {\n        \"a\": [1", ["k6-summary-export": .maybe]),
      (#"{"setup_data":{"a":[1,"#, ["k6-handle-summary": .maybe]),
    ] as [(String, [String: Confidence])])
  func evidence(prefix: String, expected: [String: Confidence]) throws { #expect(try claims(prefix) == expected) }

  @Test(
    "what another tool writes is none",
    arguments: [
      "", "{}", "[]", "no JSON", #"{"metrics": {"cpu": {"usage": 1}}}"#, #"{"results": [{"command": "sleep 1"}]}"#,
      #"{"metric":"http_reqs","type":"Point","data":{"value":1,"tags":{}}}"#,
      #"{"metrics": {"latency": {"min": 1, "mean": 2, "max": 3}}}"#, #"{"config": {"duration": 10}}"#,
      #"{"aggregate": {"counters": {"http.requests": 3}}}"#,
      #"{"options": {"connections": 10}, "state": "done"}"#,
    ])
  func others(text: String) throws { #expect(try claims(text).isEmpty) }

  @Test("compact, indented by two and indented by four are the same format", arguments: [0, 1, 2])
  func whitespace(style: Int) throws {
    let paths = ["k6-summary-export/v2.2-before.json", "k6-handle-summary/v2.2-before.json"]
    for path in paths {
      let object = try JSONSerialization.jsonObject(with: Data(try K6Files.fixture(path)))
      let options: JSONSerialization.WritingOptions = [[], .prettyPrinted, .sortedKeys][style]
      let rewritten = [UInt8](try JSONSerialization.data(withJSONObject: object, options: options))
      #expect(try K6Files.claims(rewritten) == [String(path.prefix { $0 != "/" }): .certain])
    }
  }

  @Test("a document that the prefix could not tell apart is read for what it is")
  func wrongGuess() throws {
    let setup = "\"setup_data\": \"" + String(repeating: "x", count: 8192) + "\""
    let handled =
      "{\n    \(setup), \"metrics\": {\"http_reqs\": {\"type\": \"counter\", \"contains\": \"default\", "
      + "\"values\": {\"count\": 3, \"rate\": 1.5}, \"thresholds\": {\"count<9\": {\"ok\": true}}}}}"
    #expect(try claims(handled) == ["k6-summary-export": .maybe])
    let run = try K6Files.run(handled)
    #expect(run.series("request.count")?[.value] == 3)
    #expect(run.declaredObjectives.first?.metAccordingToTool == true)
  }

  @Test("no other JSON of the corpus is claimed", .enabled(if: TestCorpus.isPresent))
  func corpus() throws {
    var seen = 0
    for folder in ["loadtest", "public", "profiles", "capacity", "stats"] {
      for file in TestCorpus.files(below: TestCorpus.path(folder)) where file.hasSuffix(".json") {
        let isSummary =
          file.hasSuffix("summary_export.json") || file.hasSuffix("handle_summary.json")
          || file.hasSuffix("k6/summary.json")
        guard !isSummary, let bytes = TestCorpus.bytes("\(folder)/\(file)") else { continue }
        let claims = try K6Files.claims(Array(bytes.prefix(8192)))
        #expect(claims.keys.allSatisfy { !K6Files.summaryFormats.contains($0) }, "\(folder)/\(file): \(claims)")
        seen += 1
      }
    }
    #expect(seen > 200)
  }
}

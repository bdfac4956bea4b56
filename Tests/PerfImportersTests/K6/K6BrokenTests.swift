import PerfDiagnostics
import PerfModel
import Testing

@Suite("Broken k6 summaries")
struct K6BrokenTests {
  private static let fixtures = [
    "k6-summary-export/v2.2-default-options.json", "k6-handle-summary/v2.2-after.json",
    "k6-machine-summary/v2.2-before-handle.json",
  ]

  @Test("a file that is cut off is a located error with a hint", arguments: fixtures)
  func truncation(path: String) throws {
    let bytes = try K6Files.fixture(path)
    let format = String(path.prefix { $0 != "/" })
    let end = (bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0) - 1
    for length in stride(from: 1, through: end, by: 37) {
      let found = try #require(throws: Diagnostic.self) {
        _ = try K6Files.run(Array(bytes.prefix(length)), as: format)
      }
      #expect(found.location?.line != nil && found.location?.column != nil)
      #expect(found.hint?.contains("cut off") == true, "\(length): \(found.text)")
    }
  }

  @Test(
    "what is no summary is refused with its place",
    arguments: [
      ("{\n \"a\": 1}", "k6-no-summary", 1), ("[]", "json-type", 1), ("{\n\"metrics\": [1]}", "json-type", 2),
      ("{\"metrics\": {\"a\": {\"count\": 1,\n\"count\": 2}}}", "json-duplicate-key", 2),
      ("{\"metrics\": {\"a\": {\"count\": NaN}}}", "json-syntax", 1), ("", "input-empty", 1),
    ])
  func refusals(text: String, id: String, line: Int) throws {
    let found = try #require(throws: Diagnostic.self) { _ = try K6Files.run(text, as: "k6-handle-summary") }
    #expect(found.id.rawValue == id)
    #expect(found.location?.file == "summary.json")
    #expect(found.location?.line == line)
    #expect(found.hint != nil)
  }

  private static let token = "t0ps3cret"

  @Test(
    "what setup() returned, and the script, are in nothing that leaves the importer",
    arguments: [
      // Broken inside, before and after; a wrong value beside it; and nothing wrong at all.
      #"{"setup_data": {"token": "t0ps3cret"#, #"{"setup_data": {"token": "t0ps3cret" x}, "metrics": {}}"#,
      #"{"metrics": {,}, "setup_data": {"token": "t0ps3cret"}}"#, #"{"setup_data": "t0ps3cret", "metrics": []}"#,
      #"{"setup_data": "t0ps3cret", "metrics": {"vus": {"value": "1"}}}"#,
      #"{"setup_data": {"t0ps3cret": 1}, "metrics": {"a": {"min": 2, "max": 1}}}"#,
      #"{"setup_data": {"t0ps3cret": 1, "t0ps3cret": 2}, "metrics": {}}"#,
      #"{"config": {"script": "const token = 't0ps3cret'", "duration": 1}, "results": {"metrics": [{"name": "a"}]}}"#,
      #"{"config": {"script": "t0ps3cret", "duration": 1}, "results": {"metrics": [}}"#,
    ])
  func secrets(text: String) throws {
    for format in K6Files.summaryFormats {
      do {
        let run = try K6Files.run(text, as: format)
        #expect(!"\(run)".contains(Self.token))
        #expect(run.diagnostics.allSatisfy { !$0.text.contains(Self.token) })
      } catch let found as Diagnostic {
        #expect(!found.text.contains(Self.token))
        #expect(!"\(found)".contains(Self.token))
      }
    }
  }
}

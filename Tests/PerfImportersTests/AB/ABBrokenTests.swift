import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import Testing

/// Reports that were edited, cut or are none.
struct ABBrokenTests {
  private func feed(_ old: String, _ new: String) throws -> [UInt8] {
    let text = String(decoding: try FixtureFiles.bytes("ab-text/after-feed.txt"), as: UTF8.self)
    try #require(text.contains(old))
    return Array(text.replacing(old, with: new).utf8)
  }

  @Test(
    "a number that is none is an error with its place",
    arguments: [
      ("Complete requests:      600", "Complete requests:      many", 17, 25),
      ("Complete requests:      600", "Complete requests:      6e2", 17, 25),
      ("Complete requests:      600", "Complete requests:      99999999999999999999", 17, 25),
      ("Time taken for tests:   2.571", "Time taken for tests:   nan", 16, 25),
      ("Time taken for tests:   2.571", "Time taken for tests:   0x10", 16, 25),
      ("  95%     40", "  95%     4O", 39, 11),
      ("Total:         24   34   4.7     33      78", "Total:         24   34   x.7     33      78", 31, 26),
      ("Total:         24   34   4.7     33      78", "Total:         24   34   4.7     33", 31, 16),
    ])
  func notANumber(old: String, new: String, line: Int, column: Int) throws {
    let bytes = try feed(old, new)
    let error = #expect(throws: Diagnostic.self) { try readAB(bytes) }
    #expect(error?.id == .abBadNumber)
    #expect(error?.location == SourceLocation(file: "ab.txt", line: line, column: column))
    #expect(error?.excerpt?.caret == column - 1)
    #expect(error?.hint != nil)
  }

  @Test("a missing number is an error at the end of its line")
  func missingNumber() throws {
    let bytes = try feed("Complete requests:      600", "Complete requests:")
    let error = #expect(throws: Diagnostic.self) { try readAB(bytes) }
    #expect(error?.message == "'Complete requests' should be a whole number, but is nothing")
    #expect(error?.location?.column == 19)
  }

  @Test("a counter that overflowed in an old version is left out with a warning")
  func negative() throws {
    let bytes = try feed("Total transferred:      915514", "Total transferred:      -915514")
    let run = try #require(try readAB(bytes).first)
    #expect(value(run, .dataReceived, "/api/feed") == nil)
    #expect(value(run, .requestCount, "/api/feed") == 600)
    #expect(run.diagnostics.map(\.id) == [.negativeCount])
  }

  @Test("a report that was cut off keeps what is complete, with a warning")
  func cut() throws {
    let whole = try FixtureFiles.bytes("ab-text/after-feed.txt")
    let text = String(decoding: whole, as: UTF8.self)
    let end = try #require(text.firstRange(of: "  98%")).lowerBound
    // The end falls inside the number of "  95%     40".
    let run = try #require(try readAB(Array(text[..<text.index(end, offsetBy: -2)].utf8)).first)
    #expect(value(run, .requestDuration, "/api/feed", .none, .quantile(0.9)) == 0.038)
    #expect(value(run, .requestDuration, "/api/feed", .none, .quantile(0.95)) == nil)
    #expect(run.diagnostics.map(\.id) == [.inputTruncated])
  }

  @Test("nothing is said of errors where the line of non-2xx answers may have been cut away")
  func cutBeforeErrors() throws {
    let text = String(decoding: try FixtureFiles.bytes("ab-text/non2xx-some.txt"), as: UTF8.self)
    let end = try #require(text.firstRange(of: "Non-2xx")).lowerBound
    let run = try #require(try readAB(Array(text[..<end].utf8)).first)
    #expect(value(run, .requestCount, "/api/search?q=x") == 1000)
    #expect(run[SeriesKey(.requestErrorRatio, endpoint: "/api/search?q=x")] == nil)
    #expect(run.diagnostics.map(\.id) == [.inputTruncated])
  }

  @Test("a report without its count of requests is an error")
  func cutBeforeTheCore() throws {
    let text = String(decoding: try FixtureFiles.bytes("ab-text/after-feed.txt"), as: UTF8.self)
    let end = try #require(text.firstRange(of: "0\nFailed requests")).lowerBound
    let error = #expect(throws: Diagnostic.self) { try readAB(Array(text[..<end].utf8)) }
    #expect(error?.id == .inputTruncated)
    #expect(error?.severity == .error)
    #expect(error?.location?.line == 17)
  }

  @Test("the last line may lack its line end")
  func withoutFinalLineEnd() throws {
    let bytes = try FixtureFiles.bytes("ab-text/after-feed.txt")
    #expect(try readAB(Array(bytes.dropLast())) == readAB(bytes))
  }

  @Test("a page written with -w is refused with the way to record")
  func page() throws {
    let bytes = try FixtureFiles.bytes("refused/ab-html.txt")
    #expect(ABTextImporter.sniff(bytes[...]) == .certain)
    let error = #expect(throws: Diagnostic.self) { try readAB(bytes) }
    #expect(error?.id == .abHTML)
    #expect(error?.location?.line == 2)
    #expect(error?.hint == "record without -w")
  }

  @Test("a line repeated without end is refused in bounded time and memory")
  func tooManyReports() {
    let bytes = Array(String(repeating: "Complete requests: 1\n", count: 20_000).utf8)
    let error = #expect(throws: Diagnostic.self) { try readAB(bytes) }
    #expect(error?.id == .inputTooLarge)
    #expect(error?.location?.line == 10_001)
  }

  @Test("text that is no report is an error when it is forced to be one")
  func noReport() {
    let error = #expect(throws: Diagnostic.self) { try readAB(Array("hello\n".utf8)) }
    #expect(error?.id == .abNoReport)
  }

  @Test(
    "documents that quote a report are not claimed",
    arguments: [
      "# Results\n\n```\nThis is ApacheBench, Version 2.3 <$Revision$>\n```\n",
      "{\"out\": \"\nThis is ApacheBench, Version 2.3 <$Revision$>\n\"}",
      "<?xml version=\"1.0\"?>\n<system-out>\nThis is ApacheBench, Version 2.3 <$Revision$>\n</system-out>",
      "Run This is ApacheBench, Version 2.3\n",
      "Percentage served,Time in ms\n0,24.444\n",
      "Document Path: /a\nDocument Path: /b\n",
    ])
  func quotations(text: String) {
    #expect(ABTextImporter.sniff(Array(text.utf8)[...]) == .no)
  }
}

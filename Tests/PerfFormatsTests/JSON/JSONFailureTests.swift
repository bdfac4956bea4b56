import PerfDiagnostics
import PerfFormats
import Testing

@Suite("JSON that is broken")
struct JSONFailureTests {
  /// Parses text in which `‸` marks the place of the expected error.
  private func failure(of marked: String) throws -> (found: Diagnostic, line: Int, column: Int) {
    let parts = marked.utf8.split(separator: Array("‸".utf8), omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    let before = Array(parts[0])
    let lines = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let found = try #require(throws: Diagnostic.self) {
      _ = try JSONDocument((before + parts[1])[...], name: "a.json")
    }
    return (found, lines.count, lines[lines.count - 1].count + 1)
  }

  @Test(
    "a syntax error is where the mark stands",
    arguments: [
      "‸", "‸nul!", "{\n  \"a\": ‸}", "{\"a\": 1,‸}", "[1,‸]", "{‸a: 1}", "{\"a\" ‸1}", "{\"a\": 1 ‸\"b\": 2}",
      "[1 ‸2]",
      "{\"a\": 1} ‸{", "[1]‸,", "[‸01]", "[‸-01]", "[-‸]", "[1.‸]", "[1.‸e5]", "[1e‸]", "[‸.5]", "[‸+1]", "[‸NaN]",
      "[‸'a']",
      "[\"‸\n\"]", "[\"a‸\tb\"]", "[\"‸\\x\"]", "[\"‸\\u12G4\"]", "[\"‸\\ud800\"]", "[\"‸\\ud800\\u0041\"]",
      "[\"‸\\udc00\"]",
      "‸// c\n{}", "[1 ‸// c\n]",
    ])
  func syntax(marked: String) throws {
    let (found, line, column) = try failure(of: marked)
    #expect(found.id == (marked == "‸" ? .inputEmpty : .jsonSyntax))
    #expect(found.location == SourceLocation(file: "a.json", line: line, column: column))
    #expect(found.severity == .error)
  }

  @Test(
    "a document that is cut off says what was left open, and where that began",
    arguments: [
      ("{\"a\": [1, 2‸\n", "an array", "line 1, column 7"), ("{\n \"a\"‸", "an object", "line 1, column 1"),
      ("{\"a\"‸ ", "an object", "line 1, column 1"), ("{\"a\":‸", "an object", "line 1, column 1"),
      ("{\"a\":1,‸", "an object", "line 1, column 1"), ("[\n  \"ab‸", "a string", "line 2, column 3"),
      ("[\"\\u00‸", "a string", "line 1, column 2"), ("[\"\\‸", "a string", "line 1, column 2"),
      ("[tr‸", "a value", "line 1, column 2"), ("[-‸", "a number", "line 1, column 2"),
    ])
  func truncation(marked: String, inside: String, opening: String) throws {
    let (found, line, column) = try failure(of: marked)
    #expect(found.id == .jsonSyntax)
    #expect(found.message == "the document ends inside \(inside)")
    #expect(found.hint == "it begins at \(opening): was the file cut off?")
    #expect(found.location == SourceLocation(file: "a.json", line: line, column: column))
  }

  @Test("a key that occurs twice, among few and among many")
  func duplicateKeys() throws {
    let (few, _, column) = try failure(of: "{\"a\": 1, \"b\": 2, ‸\"a\": 3}")
    #expect(few.id == .jsonDuplicateKey)
    #expect(few.message == "the key \"a\" occurs twice in one object")
    #expect(few.location?.column == column)
    let many = (0..<100).map { "\"\($0)\": 0" }.joined(separator: ",\n")
    let (found, line, _) = try failure(of: "{\(many),\n‸\"57\": 1}")
    #expect(found.id == .jsonDuplicateKey)
    #expect(found.location?.line == line)
  }

  @Test("a number beyond Double is refused, not infinite")
  func infiniteNumbers() throws {
    #expect(try failure(of: "[‸1e309]").found.id == .nonFiniteValue)
    #expect(try failure(of: "[‸-1e999999999999999999999]").found.id == .nonFiniteValue)
  }

  @Test("nesting beyond the limit is refused, however deep it goes")
  func depth() throws {
    let limit = InputLimits().maximumDepth
    let (found, _, column) = try failure(
      of: String(repeating: "[", count: limit) + "‸" + String(repeating: "[", count: 1_000_000))
    #expect(found.id == .nestingTooDeep)
    #expect(found.location?.column == column)
  }

  @Test(
    "what is not UTF-8 is found at its byte",
    arguments: [
      ([0xFF], 3), ([0x61, 0xC3, 0x28], 4), ([0xC3, 0xA9, 0xE2, 0x82], 5), ([0xED, 0xA0, 0x80], 3), ([0xC0, 0xAF], 3),
      ([0x5C, 0x6E, 0x80], 5),
    ] as [([UInt8], Int)])
  func encoding(bytes: [UInt8], column: Int) throws {
    let found = try #require(throws: Diagnostic.self) {
      _ = try JSONDocument((Array("[\"".utf8) + bytes + Array("\"]".utf8))[...], name: "a.json")
    }
    #expect(found.id == .jsonSyntax)
    #expect(found.message == "the text is not valid UTF-8")
    #expect(found.location?.column == column)
  }

  @Test("every cut of a document is a located error, never a trap")
  func everyCut() throws {
    let text = Array(#"{"a": [1.5e-3, "x\u00e9\ud83d\ude80é", {"b": [true, false, null]}], "c": -12}"#.utf8)
    for length in 0..<text.count {
      let found = try #require(throws: Diagnostic.self) { _ = try JSONDocument(text[..<length], name: "a.json") }
      #expect(found.location?.line == 1, "cut at \(length)")
    }
  }

  @Test("the finding of a line that belongs to a larger input has that input's line")
  func firstLine() throws {
    let found = try #require(throws: Diagnostic.self) {
      _ = try JSONDocument(Array("skipped [1,]".utf8)[8...], name: "a.ndjson", firstLine: 48_112)
    }
    #expect(found.location == SourceLocation(file: "a.ndjson", line: 48_112, column: 4))
    #expect(found.text.contains("48112 | [1,]\n        |    ^"))
  }
}

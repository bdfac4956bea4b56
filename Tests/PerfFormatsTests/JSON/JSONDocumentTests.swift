import PerfDiagnostics
import PerfFormats
import Testing

@Suite("A JSON document")
struct JSONDocumentTests {
  private func document(_ text: String, concealing keys: [String] = []) throws(Diagnostic) -> JSONDocument {
    try JSONDocument(Array(text.utf8)[...], name: "a.json", concealing: keys)
  }

  @Test("a node of the wrong kind is a located json-type")
  func wrongKind() throws {
    let document = try document("{\n  \"p95\": \"12\"\n}")
    let node = try #require(document.root["p95"])
    let found = try #require(throws: Diagnostic.self) { _ = try document.number(node) }
    #expect(
      found.text == """
        a.json:2:10: error: expected a number, found a string [json-type]
          2 |   "p95": "12"
            |          ^
          hint: was the file edited, or written by another version of the tool?
        """)
    #expect(throws: Diagnostic.self) { _ = try document.members(of: node) }
    #expect(throws: Diagnostic.self) { _ = try document.elements(of: node) }
    #expect(throws: Diagnostic.self) { _ = try document.bool(node) }
    #expect(throws: Diagnostic.self) { _ = try document.string(document.root) }
    #expect(throws: Diagnostic.self) { _ = try document.integer(node) }
  }

  @Test("a count with a fraction is no count")
  func fractions() throws {
    let document = try document("[1.5]")
    let node = try #require(document.root.elements?.first)
    #expect(try document.number(node) == 1.5)
    #expect(try #require(throws: Diagnostic.self) { _ = try document.integer(node) }.id == .jsonType)
  }

  @Test("a missing key is a located json-missing-key, and so is one whose value is null")
  func missingKey() throws {
    let document = try document("{\"a\": {\"b\": null}}")
    let a = try document.member("a", of: document.root)
    let found = try #require(throws: Diagnostic.self) { _ = try document.member("b", of: a) }
    #expect(found.id == .jsonMissingKey)
    #expect(found.location == SourceLocation(file: "a.json", line: 1, column: 7))
  }

  @Test("lines are found far into a document, whatever their length")
  func farLines() throws {
    let text = "[\n" + (0..<30_000).map { "  \($0)" }.joined(separator: ",\n") + "\n]"
    let document = try document(text)
    let elements = try #require(document.root.elements)
    for index in [0, 1, 2_047, 12_345, 29_999] {
      let column = 3
      #expect(document.location(of: elements[index]) == SourceLocation(file: "a.json", line: index + 2, column: column))
    }
  }

  @Test("an excerpt of a long line is the part around the place, cut on both sides")
  func longLine() throws {
    let text = "[" + (0..<10_000).map { "\($0)" }.joined(separator: ",") + "]"
    let document = try document(text)
    let node = try #require(document.root.elements?[5_000])
    let excerpt = try #require(document.excerpt(of: node))
    #expect(excerpt.text.hasPrefix("…") && excerpt.text.hasSuffix("…"))
    #expect(excerpt.text.count == Excerpt.width + 2)
    #expect(excerpt.text.dropFirst(excerpt.caret).hasPrefix("5000,5001"))
  }

  @Test("ten thousand findings of one long line take no more than a glance each")
  func manyFindings() throws {
    let document = try document("[" + String(repeating: "0,", count: 300_000) + "0]")
    let elements = try #require(document.root.elements)
    let columns = elements.suffix(10_000).map { document.location(of: $0).column }
    #expect(columns.last == 600_002)
  }

  private static let secret = "t0ps3cret"

  @Test(
    "a concealed value is in no finding, wherever the error stands",
    arguments: [
      #"{"setup_data": {"token": "t0ps3cret", }}"#, #"{"setup_data": {"t0ps3cret": 1, "t0ps3cret": 2}}"#,
      #"{"setup_data": "t0ps3cret"#, #"{"setup_data": {"token": "t0ps3cret"}, }"#,
      #"{"a": x, "setup_data": "t0ps3cret"}"#,
      #"{"a": 1, 'setup_data': "t0ps3cret"}"#, #"{"a": "1, "setup_data": "t0ps3cret"}"#,
      #""token": "t0ps3cret"}, "b": 1}"#,
      #"{"b": {"setup_data": ["t0ps3cret"]}} x"#, #"{"setup_data": {"setup_data": 1, "b": "t0ps3cret"}, }"#,
      #"{"setup_data": ["t0ps3cret", 1e999]}"#, #"{"setup_data": "t0ps3cret\x"}"#,
    ])
  func concealment(text: String) throws {
    let found = try #require(throws: Diagnostic.self) { _ = try document(text, concealing: ["setup_data"]) }
    #expect(!found.text.contains(Self.secret))
    #expect(found.location?.column != nil)
    // The same without concealment does quote it, so that the test can fail.
    let open = try #require(throws: Diagnostic.self) { _ = try document(text) }
    #expect(open.text.contains(Self.secret))
  }

  @Test("a finding after the parse conceals as well, and far from a secret it quotes")
  func concealmentOfNodes() throws {
    let far = String(repeating: " ", count: 500)
    let document = try document(#"{"a": 1, "setup_data": "t0ps3cret","# + far + #""b": 2}"#, concealing: ["setup_data"])
    #expect(document.excerpt(of: try #require(document.root["a"])) == nil)
    #expect(document.excerpt(of: try #require(document.root["b"])) != nil)
  }
}

import PerfDiagnostics
import PerfFormats
import Testing

@Suite("JSON that is well formed")
struct JSONParsingTests {
  private func root(_ text: String) throws -> JSONNode {
    try JSONDocument(Array(text.utf8)[...], name: "a.json").root
  }

  @Test("an object keeps the order of its members and where each begins")
  func objects() throws {
    let members = try #require(root(#" {"b": 1, "a": [true, null]}"#).members)
    #expect(members.map(\.key) == ["b", "a"])
    #expect(members.map(\.offset) == [2, 10])
    #expect(members.map(\.node.offset) == [7, 15])
    #expect(members[1].node.elements?.map(\.offset) == [16, 22])
    #expect(members[1].node.elements?[0].bool == true)
    #expect(members[1].node.elements?[1].isNull == true)
  }

  @Test("a key whose value is null reads as absent, and is there all the same")
  func nulls() throws {
    let root = try root(#"{"a": null}"#)
    #expect(root["a"] == nil)
    #expect(root.has("a"))
    #expect(!root.has("b"))
  }

  @Test(
    "numbers are the nearest Double, and an exact Int where they are whole",
    arguments: [
      ("0", 0, 0), ("-0", 0, 0), ("12", 12, 12), ("-12", -12, -12), ("3.0", 3, 3), ("2e3", 2000, 2000),
      ("2E+3", 2000, 2000),
      ("0.1", 0.1, nil), ("-1.5e-3", -0.0015, nil), ("1e-400", 0, 0), ("1e22", 1e22, nil), ("1e23", 1e23, nil),
      ("9007199254740993", 9_007_199_254_740_992, 9_007_199_254_740_993),
      ("9223372036854775807", 0x1p63, .max), ("-9223372036854775808", -0x1p63, .min),
      ("9223372036854775808", 0x1p63, nil),
      ("0.30000000000000004", 0.1 + 0.2, nil), ("94.58526160000001", 94.58526160000001, nil),
      ("18446744073709551615.5", 0x1p64, nil), ("1.7976931348623157e308", .greatestFiniteMagnitude, nil),
      ("5e-324", .leastNonzeroMagnitude, nil), ("0.000000000000000000012", 1.2e-20, nil),
      ("1000000000000000000000000", 1e24, nil), ("0.10000000000000000000000000000", 0.1, nil),
    ] as [(String, Double, Int?)])
  func numbers(text: String, double: Double, integer: Int?) throws {
    let number = try #require(root(text).number)
    #expect(number.double == double)
    #expect(number.integer == integer)
  }

  @Test("a number is read as the standard library reads it, to the last bit")
  func numbersAgainstTheStandardLibrary() throws {
    // Knuth's MMIX generator: the same numbers every time.
    var state: UInt64 = 1
    for step in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let text = "\(state >> UInt64(step % 64))e\(step % 51 - 25)"
      #expect(try root(text).number?.double == Double(text), "\(text)")
    }
  }

  @Test(
    "strings",
    arguments: [
      (#""""#, ""), (#""plain""#, "plain"), (#""caf\u00e9 é 🚀""#, "café é 🚀"), (#""\ud83d\ude80""#, "🚀"),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u0000""#, "\0"), ("\"\u{7f}\"", "\u{7f}"),
    ])
  func strings(text: String, expected: String) throws {
    #expect(try root(text).string == expected)
  }

  @Test("a byte order mark before the document is skipped, and columns count its bytes")
  func byteOrderMark() throws {
    let document = try JSONDocument([0xEF, 0xBB, 0xBF] + Array("[1]".utf8), name: "a.json")
    #expect(document.location(of: document.root).column == 4)
  }

  @Test("keys that only look alike are two keys")
  func canonicalEquivalence() throws {
    #expect(try root("{\"\u{e9}\": 1, \"e\u{301}\": 2}").members?.count == 2)
  }

  @Test("many keys of one object are told apart without comparing each with each")
  func manyKeys() throws {
    let text = "{" + (0..<200_000).map { "\"key\($0)\":0" }.joined(separator: ",") + "}"
    #expect(try root(text).members?.count == 200_000)
  }

  @Test("nesting as deep as the limit is read")
  func depth() throws {
    let depth = InputLimits().maximumDepth
    _ = try root(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
  }
}

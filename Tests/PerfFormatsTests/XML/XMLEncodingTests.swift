import PerfDiagnostics
import PerfFormats
import Testing

/// One document in every encoding and cut into chunks of every small size gives the same events.
struct XMLEncodingTests {
  private static let body = "<a k='é'>\r\n<b k='ü–x'>ß &amp; &#8364;</b>\r\n</a>"
  private static let written = "<a k=é><b k=ü–x>'ß & €'</></>"
  /// Without the dash, which ISO-8859-1 lacks.
  private static let latinBody = body.replacing("–", with: "-")
  private static let latinWritten = written.replacing("–", with: "-")

  private static func declared(_ encoding: String, _ body: String) -> String {
    "<?xml version='1.0' encoding='\(encoding)'?>\r\n" + body
  }

  /// A byte for each character, with the one of windows-1252 that is used.
  private static func singleByte(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { $0 == "–" ? 0x96 : UInt8(truncatingIfNeeded: $0.value) }
  }

  private static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
      return isBigEndian ? bytes.reversed() : bytes
    }
  }

  static let documents: [(name: String, bytes: [UInt8], written: String)] = [
    ("UTF-8", Array(body.utf8), written),
    ("UTF-8 with mark", Array(("\u{FEFF}" + declared("UTF-8", body)).utf8), written),
    ("UTF-16LE", utf16(declared("UTF-16", body), isBigEndian: false), written),
    ("UTF-16BE", utf16(declared("UTF-16", body), isBigEndian: true), written),
    ("UTF-16 undeclared", utf16(body, isBigEndian: false), written),
    ("ISO-8859-1", singleByte(declared("ISO-8859-1", latinBody)), latinWritten),
    ("windows-1252", singleByte(declared("windows-1252", body)), written),
  ]

  @Test(arguments: documents.indices, [1, 2, 3, 5, 7, 16, 64, Int.max])
  func isDecoded(index: Int, chunkBytes: Int) throws {
    let document = Self.documents[index]
    #expect(try xmlEvents(document.bytes, chunkBytes: chunkBytes) == document.written, "\(document.name)")
  }

  @Test(arguments: [
    ("UTF-8", [UInt8](arrayLiteral: 0xC3, 0x28)),
    ("UTF-16", [0xD8, 0x00, 0x00, 0x41]),
    ("no-such-encoding", Array("x".utf8)),
  ])
  func brokenEncodingIsRefused(encoding: String, bytes: [UInt8]) throws {
    let head = "<?xml version='1.0' encoding='\(encoding)'?>\n<a>"
    let document =
      encoding == "UTF-16"
      ? Self.utf16(head, isBigEndian: true) + bytes + Self.utf16("</a>", isBigEndian: true).dropFirst(2)
      : Array(head.utf8) + bytes + Array("</a>".utf8)
    let refusal = try #require(xmlRefusal(document))
    #expect(refusal.id == .xmlSyntax)
    #expect(refusal.location?.line != nil)
  }
}

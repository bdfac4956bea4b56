import PerfDiagnostics
import PerfFormats

/// Writes the events of a document as text: `<a k=v>`, the text in quotes, `</>`.
final class XMLEvents: XMLHandler {
  private(set) var elements = 0
  private(set) var attributes: [String] = []
  private var pieces: [Piece] = []

  private enum Piece {
    case markup(String)
    case text([UInt8])
  }

  let wantsText: Bool
  private let attribute: StaticString

  /// - Parameter attribute: the attribute that is written of each element.
  init(attribute: StaticString = "k", wantsText: Bool = true) {
    self.attribute = attribute
    self.wantsText = wantsText
  }

  func startElement(_ element: borrowing XMLElement) throws(Diagnostic) {
    elements += 1
    let value = element.value(of: attribute)
    if let value { attributes.append(value) }
    pieces.append(.markup("<\(element.name)\(value.map { " \(attribute)=\($0)" } ?? "")>"))
  }

  func endElement() { pieces.append(.markup("</>")) }

  func text(_ bytes: RawSpan) {
    let new = bytes.withUnsafeBytes { Array($0) }
    if case .text(let before) = pieces.last {
      pieces[pieces.count - 1] = .text(before + new)
    } else {
      pieces.append(.text(new))
    }
  }

  /// All events; pieces of one text are joined, and white space between elements is left out.
  var written: String {
    pieces.map { piece in
      switch piece {
      case .markup(let text): return text
      case .text(let bytes):
        let text = String(decoding: bytes, as: UTF8.self)
        return text.allSatisfy(\.isWhitespace) ? "" : "'\(text)'"
      }
    }.joined()
  }
}

/// Reads a document in chunks of at most so many bytes.
func readXML(_ bytes: [UInt8], into handler: any XMLHandler, chunkBytes: Int = .max) throws(Diagnostic) {
  var source = try ByteSource.bytes(bytes, name: "a.xml", chunkBytes: chunkBytes)
  try XMLReader.read(&source, into: handler)
}

/// The events of a document.
func xmlEvents(_ bytes: [UInt8], chunkBytes: Int = .max) throws(Diagnostic) -> String {
  let events = XMLEvents()
  try readXML(bytes, into: events, chunkBytes: chunkBytes)
  return events.written
}

func xmlEvents(_ text: String) throws(Diagnostic) -> String { try xmlEvents(Array(text.utf8)) }

/// What a document is refused with, nil where it is read.
func xmlRefusal(_ bytes: [UInt8], into handler: any XMLHandler = XMLEvents()) -> Diagnostic? {
  do {
    try readXML(bytes, into: handler)
    return nil
  } catch {
    return error
  }
}

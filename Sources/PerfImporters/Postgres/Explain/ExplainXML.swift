import PerfDiagnostics
import PerfFormats

/// Makes the properties of `EXPLAIN (FORMAT XML)`: `<Node-Type>` is `Node Type`, `<Plans>` and the like hold lists.
final class ExplainXML: XMLHandler {
  private struct Open {
    let name: String
    var members: [(name: String, value: ExplainValue)] = []
    var text: [UInt8] = []
  }

  private var open: [Open] = []
  private(set) var root: ExplainValue?

  var wantsText: Bool { true }

  func startElement(_ element: borrowing XMLElement) throws(Diagnostic) {
    open.append(Open(name: Self.name(element.name)))
  }

  func text(_ bytes: RawSpan) throws(Diagnostic) {
    guard !open.isEmpty else { return }
    bytes.withUnsafeBytes { open[open.count - 1].text.append(contentsOf: $0) }
  }

  func endElement() throws(Diagnostic) {
    guard let closed = open.popLast() else { return }
    let value: ExplainValue
    if closed.members.isEmpty {
      value = .text(String(decoding: closed.text, as: UTF8.self))
    } else if ["Plans", "Workers", "Triggers", "explain"].contains(closed.name)
      || closed.members.allSatisfy({ $0.name == "Item" })
    {
      value = .list(closed.members.map(\.value))
    } else {
      value = .object(closed.members)
    }
    if open.isEmpty { root = value } else { open[open.count - 1].members.append((closed.name, value)) }
  }

  /// An element may be called by no name with a space or a slash, so that the server writes a hyphen.
  private static func name(_ element: String) -> String {
    let words = element.split(separator: "-")
    guard words.first == "I", words.dropFirst().first == "O" else { return words.joined(separator: " ") }
    return "I/O " + words.dropFirst(2).joined(separator: " ")
  }
}

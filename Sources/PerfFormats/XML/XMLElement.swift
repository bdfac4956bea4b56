import CLibXML2
import Glibc
package import PerfDiagnostics

/// One start tag, seen through the parser's buffer: no `String` is made for a name or value that nobody asks for.
///
/// Names are local ones: `<ns:testsuite>` is named `testsuite`, and `xsi:type` is asked for as `type`.
package struct XMLElement: ~Copyable {
  /// 1 for the root.
  package let depth: Int
  /// The document's name, for locations.
  private let file: String
  private let localName: UnsafePointer<UInt8>
  /// Five pointers an attribute: local name, prefix, namespace, start and end of the value with references replaced.
  private let attributes: UnsafePointer<UnsafePointer<UInt8>?>?
  private let attributeCount: Int
  private let context: xmlParserCtxtPtr

  init(
    depth: Int, file: String, localName: UnsafePointer<UInt8>,
    attributes: UnsafePointer<UnsafePointer<UInt8>?>?, attributeCount: Int, context: xmlParserCtxtPtr
  ) {
    self.depth = depth
    self.file = file
    self.localName = localName
    self.attributes = attributes
    self.attributeCount = attributeCount
    self.context = context
  }

  /// The local name.
  package var name: String { String(cString: localName) }

  /// Where the start tag ends.
  package var location: SourceLocation { XMLPushParser.location(of: context, file: file) }

  /// Compares the local name without making a string.
  package func isNamed(_ name: StaticString) -> Bool { Self.areEqual(localName, name) }

  /// The value of an attribute, nil where it is absent.
  package func value(of attribute: StaticString) -> String? {
    var bytes: [UInt8] = []
    return append(attribute, to: &bytes) ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// Whether an attribute is there and has exactly this value, which holds no `&`.
  package func isSet(_ attribute: StaticString, to value: StaticString) -> Bool {
    guard let found = find(attribute), let start = found.baseAddress else { return false }
    return found.count == value.utf8CodeUnitCount && memcmp(start, value.utf8Start, found.count) == 0
  }

  /// Appends the value of an attribute as UTF-8; false, and nothing appended, where it is absent.
  @discardableResult
  package func append(_ attribute: StaticString, to bytes: inout [UInt8]) -> Bool {
    guard let value = find(attribute) else { return false }
    let start = bytes.count
    bytes.append(contentsOf: value)
    if let first = value.baseAddress, memchr(first, Int32(UInt8(ascii: "&")), value.count) != nil {
      Self.restoreAmpersands(in: &bytes, from: start)
    }
    return true
  }

  /// libxml2 replaces references in values but for the ampersand, which it hands out as `&#38;` for a second pass of its tree
  /// builder, however it was written.
  private static func restoreAmpersands(in bytes: inout [UInt8], from start: Int) {
    let reference = Array("&#38;".utf8)
    var read = start
    var write = start
    while read < bytes.count {
      bytes[write] = bytes[read]
      let isReference = bytes[read] == reference[0] && bytes[read...].starts(with: reference)
      read += isReference ? reference.count : 1
      write += 1
    }
    bytes.removeSubrange(write...)
  }

  private func find(_ attribute: StaticString) -> UnsafeBufferPointer<UInt8>? {
    guard let attributes else { return nil }
    for index in 0..<attributeCount {
      let field = attributes + index * 5
      guard let name = field[0], Self.areEqual(name, attribute), let start = field[3], let end = field[4] else {
        continue
      }
      return UnsafeBufferPointer(start: start, count: end - start)
    }
    return nil
  }

  /// Both end with a zero byte, which a `StaticString` guarantees and an XML name cannot hold.
  private static func areEqual(_ name: UnsafePointer<UInt8>, _ other: StaticString) -> Bool {
    xmlStrEqual(name, other.utf8Start) != 0
  }
}

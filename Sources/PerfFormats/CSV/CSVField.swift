/// What a field of a delimited text says.
package enum CSVField {
  /// Appends a field's bytes without the quotation marks around it and with doubled ones made single.
  package static func append(_ range: Range<Int>, of bytes: RawSpan, to text: inout [UInt8]) {
    bytes.extracting(range).withUnsafeBytes { field in
      guard field.first == quote else { return text.append(contentsOf: field) }
      var place = 1
      while place < field.count {
        if field[place] == quote {
          // The closing one, unless another follows; what stands behind it is kept as it is.
          guard place + 1 < field.count, field[place + 1] == quote else {
            return text.append(contentsOf: field[(place + 1)...])
          }
          place += 1
        }
        text.append(field[place])
        place += 1
      }
    }
  }

  /// A field's text; what is not UTF-8 becomes U+FFFD.
  package static func text(_ range: Range<Int>, of bytes: RawSpan) -> String {
    var text: [UInt8] = []
    append(range, of: bytes, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  private static let quote = UInt8(ascii: "\"")
}

/// What is found where something else was expected, and what the writer may have meant.
extension JSONParser {
  /// The character at an offset as a message shows it.
  func character(at offset: Int) -> String {
    switch bytes[offset] {
    case 0x21...0x7E: "`\(Character(Unicode.Scalar(bytes[offset])))`"
    case let byte where byte >= 0x80: "a character outside ASCII"
    case let byte: "the control character \(byte)"
    }
  }

  static func hint(insteadOfValue byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "'"): "JSON writes strings in double quotes"
    case UInt8(ascii: "N"), UInt8(ascii: "I"), UInt8(ascii: "+"): "JSON knows neither NaN nor Infinity nor a leading +"
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","): "is there a comma too much, or a value missing?"
    case UInt8(ascii: "/"): "JSON knows no comments"
    case 0: "the file holds zero bytes: was it cut off, or is it no text?"
    default: nil
    }
  }

  static func hint(insteadOfKey byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "}"), UInt8(ascii: ","): "is there a comma too much?"
    case UInt8(ascii: "/"): "JSON knows no comments"
    default: "keys stand in double quotes"
    }
  }
}

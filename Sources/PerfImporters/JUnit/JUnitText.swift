/// What reports put around names and numbers.
enum JUnitText {
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Removes white space at the end of what was appended after `start`, and at its beginning.
  static func trim(_ bytes: inout [UInt8], from start: Int) {
    while bytes.count > start, let last = bytes.last, isSpace(last) { bytes.removeLast() }
    guard bytes.count > start, isSpace(bytes[start]) else { return }
    let text = bytes[start...].firstIndex { !isSpace($0) } ?? bytes.endIndex
    bytes.removeSubrange(start..<text)
  }
}

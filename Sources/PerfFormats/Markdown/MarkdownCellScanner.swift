/// Finds the cells of a table row in its bytes the way cmark-gfm divides it: at every pipe that no backslash stands before; code
/// does not protect a pipe.
enum MarkdownCellScanner {
  /// - Parameters:
  ///   - start: where the row begins, after the marks of quotes and lists.
  ///   - end: the end of the line.
  static func places(in bytes: [UInt8], from start: Int, to end: Int) -> [MarkdownCell.Place] {
    var slots: [Range<Int>] = []
    var slotStart = start
    while slotStart < end, MarkdownLineTable.isBlank(bytes[slotStart]) { slotStart += 1 }
    if slotStart < end, bytes[slotStart] == UInt8(ascii: "|") { slotStart += 1 }
    var index = slotStart
    while index < end {
      if bytes[index] == UInt8(ascii: "\\") {
        index += index + 1 < end && isPunctuation(bytes[index + 1]) ? 2 : 1
      } else if bytes[index] == UInt8(ascii: "|") {
        slots.append(slotStart..<index)
        index += 1
        slotStart = index
      } else {
        index += 1
      }
    }
    let last = slotStart..<end
    if !bytes[last].allSatisfy(MarkdownLineTable.isBlank) { slots.append(last) }
    return slots.map { MarkdownCell.Place(slot: $0, content: content(of: $0, bytes)) }
  }

  /// The slot without its padding; of an empty slot the spot after its first blank.
  private static func content(of slot: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var (low, high) = (slot.lowerBound, slot.upperBound)
    while low < high, MarkdownLineTable.isBlank(bytes[low]) { low += 1 }
    while high > low, MarkdownLineTable.isBlank(bytes[high - 1]) { high -= 1 }
    guard low == high else { return low..<high }
    let spot = min(slot.upperBound, slot.lowerBound + 1)
    return spot..<spot
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}

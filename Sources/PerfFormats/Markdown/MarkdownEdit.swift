import PerfDiagnostics

/// A change of a few bytes of a Markdown document.
public struct MarkdownEdit: Sendable, Hashable {
  /// The bytes to replace; empty to insert.
  public let range: Range<Int>
  public let text: String
  /// The table cell around the range, from pipe to pipe, nil outside of tables.
  public let slot: Range<Int>?
  /// Whether the padding of the cell gives or takes, so that its column stays aligned.
  public let keepsWidth: Bool

  public init(range: Range<Int>, text: String, slot: Range<Int>? = nil, keepsWidth: Bool = true) {
    self.range = range
    self.text = text
    self.slot = slot
    self.keepsWidth = keepsWidth
  }

  /// The bytes after the edits: every byte outside of the ranges stays, but for the padding of an edited cell. It gives or takes where
  /// the cell keeps its width, as long as the text fits; elsewhere an empty cell's is one blank on either side.
  ///
  /// Of edits that overlap the first counts; ranges outside of the bytes are left out.
  public static func apply(_ edits: [MarkdownEdit], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.text.utf8.count })
    var position = 0
    for edit in edits.sorted(by: { $0.outer.lowerBound < $1.outer.lowerBound }) {
      let outer = edit.outer
      guard outer.lowerBound >= position, outer.upperBound <= bytes.count, outer.contains(edit.range) else { continue }
      result += bytes[position..<outer.lowerBound]
      result += edit.replacement(in: bytes)
      position = outer.upperBound
    }
    return result + bytes[position...]
  }

  private var outer: Range<Int> { slot ?? range }

  private func replacement(in bytes: [UInt8]) -> [UInt8] {
    guard let slot else { return Array(text.utf8) }
    let safe = Self.cellText(text)
    let left = range.lowerBound - slot.lowerBound
    let right = slot.upperBound - range.upperBound
    guard keepsWidth else {
      let blank = [UInt8(ascii: " ")]
      return range.isEmpty
        ? blank + Array(safe.utf8) + blank
        : Array(bytes[slot.lowerBound..<range.lowerBound]) + Array(safe.utf8)
          + Array(bytes[range.upperBound..<slot.upperBound])
    }
    let grown = DisplayWidth.of(safe) - DisplayWidth.of(String(decoding: bytes[range], as: UTF8.self))
    // A number at the right edge of its column stays there.
    let isAtRight = right <= 1 && left > 1
    let (newLeft, newRight) =
      isAtRight ? (max(min(left, 1), left - grown), right) : (left, max(min(max(right, left), 1), right - grown))
    return Self.padding(bytes[slot.lowerBound..<range.lowerBound], newLeft, atEnd: false) + Array(safe.utf8)
      + Self.padding(bytes[range.upperBound..<slot.upperBound], newRight, atEnd: true)
  }

  /// Padding of another width, made of what was there.
  private static func padding(_ old: ArraySlice<UInt8>, _ width: Int, atEnd: Bool) -> [UInt8] {
    let spaces = [UInt8](repeating: UInt8(ascii: " "), count: max(0, width - old.count))
    return atEnd ? spaces + old.suffix(width) : old.prefix(width) + spaces
  }

  /// One line in which no pipe ends the cell.
  private static func cellText(_ text: String) -> String {
    var safe = ""
    var isEscaped = false
    for character in text {
      switch character {
      case "|" where !isEscaped: safe += "\\|"
      case _ where character.isNewline: safe += " "
      default: safe.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return safe
  }
}

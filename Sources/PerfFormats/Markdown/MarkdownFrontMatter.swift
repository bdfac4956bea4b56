/// The metadata between two lines `---` at the top of a document, which Markdown itself would take for a rule and a heading.
enum MarkdownFrontMatter {
  /// Blanks it out; lines and columns stay.
  static func mask(_ bytes: inout [UInt8], _ lines: MarkdownLineTable) {
    guard let end = lastLine(bytes, lines) else { return }
    for line in 1...end {
      for index in lines.range(line) { bytes[index] = UInt8(ascii: " ") }
    }
  }

  private static func lastLine(_ bytes: [UInt8], _ lines: MarkdownLineTable) -> Int? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let first = bytes[lines.range(1)]
    guard lines.count > 1, isFence(first.starts(with: mark) ? first.dropFirst(3) : first, closing: false) else {
      return nil
    }
    // A rule that opens a document has no key below it; metadata does, at once.
    guard bytes[lines.range(2)].contains(UInt8(ascii: ":")) else { return nil }
    return (2...lines.count).first { isFence(bytes[lines.range($0)], closing: true) }
  }

  private static func isFence(_ line: ArraySlice<UInt8>, closing: Bool) -> Bool {
    var text = line
    while let last = text.last, MarkdownLineTable.isBlank(last) { text = text.dropLast() }
    return text.elementsEqual("---".utf8) || (closing && text.elementsEqual("...".utf8))
  }
}

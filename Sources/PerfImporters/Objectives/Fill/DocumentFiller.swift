public import PerfFormats

/// Writes values into the placeholders of a document.
public enum DocumentFiller {
  /// The document with the values in place. Every byte outside of the slots and the padding of their cells stays; the comment at
  /// the end that tells what was written is added or renewed. Without fillings nothing changes.
  public static func fill(_ document: MarkdownDocument, _ fillings: [Filling]) -> [UInt8] {
    let changed = fillings.filter { $0.text != $0.slot.written }
    guard !changed.isEmpty else { return document.bytes }
    var edits = changed.map { edit($0, in: document.bytes) }
    var mark = FillMark(in: document.bytes)
    for filling in changed {
      // A ticked box is the author's from then on.
      if case .box = filling.slot.want { continue }
      mark.note(filling.slot.id, filling.text)
    }
    if !mark.isEmpty { edits.append(edit(mark, in: document.bytes)) }
    return MarkdownEdit.apply(edits, to: document.bytes)
  }

  /// A value behind a label or a number that nothing followed is set off by a blank.
  private static func edit(_ filling: Filling, in bytes: [UInt8]) -> MarkdownEdit {
    let slot = filling.slot
    let isSetOff =
      slot.cell != nil || !slot.range.isEmpty || slot.range.lowerBound == 0
      || [UInt8(ascii: " "), UInt8(ascii: "\t")].contains(bytes[slot.range.lowerBound - 1])
    return MarkdownEdit(
      range: slot.range, text: (isSetOff ? "" : " ") + filling.text, slot: slot.cell, keepsWidth: slot.isAligned)
  }

  private static func edit(_ mark: FillMark, in bytes: [UInt8]) -> MarkdownEdit {
    let newline = usesCRLF(bytes) ? "\r\n" : "\n"
    if let range = mark.range { return MarkdownEdit(range: range, text: mark.text(newline: newline)) }
    let isTerminated = bytes.last == UInt8(ascii: "\n")
    // An empty line before it, so that no paragraph or table runs into it.
    let text = (isTerminated ? "" : newline) + newline + mark.text(newline: newline)
    return MarkdownEdit(range: bytes.count..<bytes.count, text: text)
  }

  private static func usesCRLF(_ bytes: [UInt8]) -> Bool {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), end > 0 else { return false }
    return bytes[end - 1] == UInt8(ascii: "\r")
  }
}

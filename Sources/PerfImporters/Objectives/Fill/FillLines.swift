import PerfFormats
import PerfModel

extension FillSlotFinder {
  /// A line that ends in a placeholder: `**Test date:** TBD`, `- CPU:`, `- p95: ???` under "Results", `1. [To be filled]`.
  ///
  /// - Parameter entry: the line's number in its list, nil outside of lists.
  mutating func search(_ line: MarkdownLine, at place: DocumentPlace, entry: Int? = nil) {
    if let entry, let heading = place.texts.first,
      add(
        .entry(heading: heading.lowercased(), number: entry), named: "\(heading)/\(entry)",
        at: spot(from: line.column, line))
    {
      return
    }
    guard let (label, column) = Self.label(of: rawLine(line), from: line.column) else { return }
    let spot = spot(from: column, line)
    // A target that is still to be set is the author's to fill, not ours.
    guard !place.isOfTargets || place.isOfMeasurements else { return }
    add(want(label, place), named: "\(place.texts.first ?? "")/\(label)", at: spot)
  }

  /// An item with nothing behind its number.
  mutating func searchEmpty(_ item: MarkdownItem, number: Int, at place: DocumentPlace) {
    guard item.blocks.isEmpty, let heading = place.texts.first else { return }
    let range = lineRange(item.line)
    let spot = Spot(
      text: "", isPlaceholder: true, line: item.line, column: range.count + 1,
      range: range.upperBound..<range.upperBound, cell: nil)
    add(.entry(heading: heading.lowercased(), number: number), named: "\(heading)/\(number)", at: spot)
  }

  private func want(_ label: String, _ place: DocumentPlace) -> FillSlot.Want {
    guard place.isOfMeasurements, let subject = SubjectReader.read(label),
      subject.metric != nil || subject.statistic != nil
    else { return .fact(label.lowercased()) }
    let context = place.context()
    return .figure(
      FillSlot.Figure(
        metric: subject.metric ?? .requestDuration, statistic: subject.statistic, scope: context.scope ?? .unstated,
        scenario: context.scenario), .run)
  }

  private func lineRange(_ line: Int) -> Range<Int> { document.lineRange(line) }

  private func rawLine(_ line: MarkdownLine) -> ArraySlice<UInt8> { document.bytes[lineRange(line.line)] }

  /// What stands from a column to the end of the line, blanks aside.
  private func spot(from column: Int, _ line: MarkdownLine) -> Spot {
    let range = lineRange(line.line)
    var low = min(range.upperBound, range.lowerBound + column - 1)
    var high = range.upperBound
    while low < high, isBlank(document.bytes[low]) { low += 1 }
    while high > low, isBlank(document.bytes[high - 1]) { high -= 1 }
    let text = String(decoding: document.bytes[low..<high], as: UTF8.self)
    return Spot(
      text: text, isPlaceholder: Placeholder.matches(text), line: line.line, column: low - range.lowerBound + 1,
      range: low..<high, cell: nil)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// The words before the first colon of a line, without bold, and the column after it.
  private static func label(of line: ArraySlice<UInt8>, from column: Int) -> (label: String, column: Int)? {
    let start = min(line.endIndex, line.startIndex + column - 1)
    let marks: Set<UInt8> = [UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`")]
    guard let colon = line[start...].firstIndex(of: UInt8(ascii: ":")), colon - start <= 60 else { return nil }
    var end = colon + 1
    while end < line.endIndex, marks.contains(line[end]) { end += 1 }
    let label = String(decoding: line[start..<colon].filter { !marks.contains($0) }, as: UTF8.self)
    guard label.contains(where: \.isLetter), !Wording.words(label).isEmpty else { return nil }
    return (Wording.words(label).joined(separator: " "), end - line.startIndex + 1)
  }
}

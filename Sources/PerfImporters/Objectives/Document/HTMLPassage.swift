import PerfFormats

/// Raw HTML in a document. Markdown gives it as it is, and so it is not read: what looks like a target in it is listed.
enum HTMLPassage {
  static func read(_ lines: [MarkdownLine], at place: DocumentPlace, into sheet: inout StatementSheet) {
    guard let first = lines.first, !["<!--", "<style", "<script", "<pre"].contains(where: first.text.hasPrefix) else {
      return
    }
    let isTable = lines.contains { $0.text.lowercased().contains("<t") }
    if isTable, !isOfTargets(lines) { return }
    for row in isTable ? rows(lines) : lines {
      let text = withoutTags(row.text)
      guard Wording.hasDigit(text), !row.text.contains("<th") else { continue }
      let spot = StatementSheet.Spot(text: text, line: row.line, column: row.column)
      if isTable {
        sheet.add(.notUnderstood("an HTML table is not read; write it as a Markdown table"), at: spot)
      } else if PhraseReader.read(text, in: place.context()) != .notATarget {
        sheet.add(
          .notUnderstood("text in an HTML block is not read; put an empty line after the tag above it"), at: spot)
      }
    }
  }

  private static func isOfTargets(_ lines: [MarkdownLine]) -> Bool {
    lines.contains { line in
      let text = withoutTags(line.text)
      return Wording.contains(text, TargetWords.wanted) || SubjectReader.read(text) != nil
    }
  }

  /// The lines of each row in one.
  private static func rows(_ lines: [MarkdownLine]) -> [MarkdownLine] {
    var rows: [MarkdownLine] = []
    for line in lines {
      for (index, part) in parts(of: line.text).enumerated() {
        if index > 0 || rows.isEmpty || part.hasPrefix("<tr") {
          rows.append(MarkdownLine(text: part, line: line.line, column: line.column, isStrong: false))
        } else if let last = rows.popLast() {
          rows.append(
            MarkdownLine(text: last.text + " " + part, line: last.line, column: last.column, isStrong: false))
        }
      }
    }
    return rows
  }

  /// A line divided before each `<tr`.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var rest = Substring(text)
    while let character = rest.first {
      if rest.hasPrefix("<tr"), parts[parts.count - 1].contains(where: { !$0.isWhitespace }) { parts.append("") }
      parts[parts.count - 1].append(character)
      rest.removeFirst()
    }
    return parts.map { String($0.drop(while: \.isWhitespace)) }
  }

  private static func withoutTags(_ text: String) -> String {
    var kept = ""
    var isInTag = false
    for (index, character) in zip(text.indices, text) {
      switch character {
      case "<" where text[text.index(after: index)...].first.map({ $0.isLetter || "/!".contains($0) }) ?? false:
        isInTag = true
      case ">" where isInTag:
        isInTag = false
        kept.append(" ")
      default: if !isInTag { kept.append(character) }
      }
    }
    return kept.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

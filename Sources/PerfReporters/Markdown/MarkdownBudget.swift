/// Makes a Markdown report fit into a number of bytes, in steps that depend on nothing but the content and the number.
///
/// 1. everything;
/// 2. unchanged rows (of a check: objectives that are met) left out, their count stays;
/// 3. the headline and the changed rows; then the worst 400, 200, 100, 50, 25, 10, 5, 3, 1 of them;
/// 4. the headline with its sentences;
/// 5. the marker and as much of the bare headline as fits;
/// 6. the marker alone, even where the number is smaller than it: a comment that cannot be found again is worse than a long one.
struct MarkdownBudget {
  let maximumBytes: Int?
  /// What a row is called.
  var row = "row"
  /// What step 2 leaves out.
  var unchanged = "Unchanged rows"

  private static let worst = [400, 200, 100, 50, 25, 10, 5, 3, 1]

  /// - Parameters:
  ///   - full: the detail of step 1.
  ///   - changed: the detail of step 2.
  ///   - changedRows: how many rows step 3 begins with.
  ///   - document: lays the report out at a detail; the second argument is to be said at its end.
  func fit(
    _ full: ReportDetail, _ changed: ReportDetail, changedRows: Int, _ document: (ReportDetail, String?) -> Document
  ) -> String {
    let complete = document(full, nil)
    let text = MarkdownRenderer().render(complete)
    guard let maximumBytes, text.utf8.count > maximumBytes else { return text }
    let limit = "to stay below \(maximumBytes) bytes"
    let counts = changedRows > 0 ? [changedRows] + Self.worst.filter { $0 < changedRows } : []
    let steps =
      [(changed, "\(unchanged) left out \(limit).")]
      + counts.map { (ReportDetail.worst($0), "All but the worst \(Words.count($0, row)) left out \(limit).") }
      + [(.headline, "All \(row)s left out \(limit).")]
    for (detail, omission) in steps {
      let text = MarkdownRenderer().render(document(detail, omission))
      if text.utf8.count <= maximumBytes { return text }
    }
    return bare(complete, maximumBytes)
  }

  private func bare(_ document: Document, _ maximumBytes: Int) -> String {
    var marker = ""
    var headline: [Inline] = []
    for block in document.blocks {
      if case .marker(let found) = block { marker = found.text + "\n" }
      if case .headline(_, let inlines) = block, headline.isEmpty { headline = inlines }
    }
    var words = Self.words(headline)
    while !words.isEmpty {
      let line = MarkdownRenderer().render(Document([.headline(.neutral, [.text(words.joined(separator: " "))])]))
      // The heading's mark goes too: what is left is one line of text.
      let text = marker + line.dropFirst(3)
      if text.utf8.count <= maximumBytes { return text }
      words.removeLast()
    }
    return marker.utf8.count <= maximumBytes ? marker : String(marker.dropLast())
  }

  private static func words(_ inlines: [Inline]) -> [Substring] {
    inlines.flatMap { inline -> [Substring] in
      switch inline {
      case .text(let text), .code(let text): text.split(separator: " ")
      case .strong(let inner), .toned(_, let inner), .aside(let inner, _): words(inner)
      case .note, .lineBreak: []
      }
    }
  }
}

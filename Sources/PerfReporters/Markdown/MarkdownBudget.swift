/// Makes a Markdown report fit into a number of bytes, in steps that depend on nothing but the content and the number.
///
/// 1. everything;
/// 2. one part after another left out, the least important first;
/// 3. the headline and the changed rows; then the worst 400, 200, 100, 50, 25, 10, 5, 3, 1 of them;
/// 4. the headline with its sentences;
/// 5. the marker and as much of the bare headline as fits;
/// 6. the marker alone, even where the number is smaller than it: a comment that cannot be found again is worse than a long one.
struct MarkdownBudget {
  let maximumBytes: Int?
  /// What a row is called.
  var row = "row"
  /// What step 2 can leave out, in this order, and how that is called.
  var parts = ReportPart.allCases.map { (part: $0, name: $0.name) }

  private static let worst = [400, 200, 100, 50, 25, 10, 5, 3, 1]

  /// - Parameters:
  ///   - exploratory: the most exploratory rows.
  ///   - changedRows: how many rows step 3 begins with.
  ///   - document: lays the report out at a detail; the second argument is to be said at its end.
  func fit(exploratory: Int, changedRows: Int, _ document: (ReportDetail, String?) -> Document) -> String {
    let complete = document(.everything(exploratory: exploratory), nil)
    let text = MarkdownRenderer().render(complete)
    guard let maximumBytes, text.utf8.count > maximumBytes else { return text }
    let limit = "left out to stay below \(maximumBytes) bytes"
    if let text = withoutParts(complete, exploratory, limit, document) { return text }
    let counts = changedRows > 0 ? [changedRows] + Self.worst.filter { $0 < changedRows } : []
    let steps =
      counts.map { (ReportDetail.worst($0), "All but the worst \(Words.count($0, row)) \(limit).") }
      + [(.headline, "All \(row)s \(limit).")]
    for (detail, omission) in steps {
      let text = MarkdownRenderer().render(document(detail, omission))
      if text.utf8.count <= maximumBytes { return text }
    }
    return bare(complete, maximumBytes)
  }

  /// The report without as many parts as it takes; nil where that is not enough. Parts that the report does not have are not named.
  private func withoutParts(
    _ complete: Document, _ exploratory: Int, _ limit: String, _ document: (ReportDetail, String?) -> Document
  ) -> String? {
    guard let maximumBytes else { return nil }
    var left = complete
    var without: Set<ReportPart> = []
    var names: [String] = []
    for (part, name) in parts {
      without.insert(part)
      let detail = ReportDetail.everything(exploratory: exploratory, without: without)
      let shorter = document(detail, nil)
      guard shorter != left else { continue }
      left = shorter
      names.append(names.isEmpty ? name.prefix(1).uppercased() + name.dropFirst() : name)
      let text = MarkdownRenderer().render(document(detail, "\(Words.list(names)) \(limit)."))
      if text.utf8.count <= maximumBytes { return text }
    }
    return nil
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

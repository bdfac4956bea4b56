import PerfUnits

/// Reads a unit that begins at a token: "ms", "%", "req/s", "requests per minute", "/s", "MB/s".
struct UnitReader {
  private let text: PhraseTokens
  private let start: Int

  init(_ text: PhraseTokens, at start: Int) {
    self.text = text
    self.start = start
  }

  /// The unit, what it counts and the index behind it; nil where no unit stands here.
  func read() -> (unit: Unit, counted: UnitWord.Counted?, end: Int)? {
    guard start < text.tokens.count else { return nil }
    let first = text.tokens[start]
    if first.isSign("%") {
      // "95%ile" is read as a percentile.
      return (.percent, nil, start + 1)
    }
    if let frequency = period(at: start) { return (frequency.unit, .requests, frequency.end) }
    guard first.isWord, !first.joinsNext || period(at: start + 1) != nil,
      let word = UnitWord(text.text(start..<(start + 1)))
    else { return nil }
    let frequency = period(at: start + 1)
    switch (word, frequency) {
    case (.counted(let counted), let frequency?): return (frequency.unit, counted, frequency.end)
    case (.counted, nil): return nil
    case (.rate(let unit, let counted), _): return (unit, counted, start + 1)
    case (.unit(let unit), let frequency?):
      guard let rate = UnitText.rate(of: unit, per: frequency.unit) else { return (unit, nil, start + 1) }
      return (rate, nil, frequency.end)
    case (.unit(let unit), nil): return (unit, nil, start + 1)
    }
  }

  /// "/s", "per second", "a second".
  private func period(at index: Int) -> (unit: Unit, end: Int)? {
    let tokens = text.tokens
    guard index + 1 < tokens.count, tokens[index].isSign("/") || ["per", "each"].contains(tokens[index].key),
      tokens[index + 1].isWord, !tokens[index + 1].joinsNext
    else { return nil }
    return UnitWord.per(tokens[index + 1].key).map { ($0, index + 2) }
  }
}

import PerfUnits

/// Reads what begins with a number: "1.5k", "120+ RPS", "100-150 ms", "90 req/min", "2x".
struct AmountReader {
  let tokens: [Token]
  private let text: PhraseTokens
  private(set) var index: Int

  init(_ text: PhraseTokens, at index: Int) {
    self.text = text
    tokens = text.tokens
    self.index = index
  }

  private var next: Token? { index < tokens.count ? tokens[index] : nil }

  /// The item that begins at the number, which ends before `index`.
  mutating func read() -> Item.Kind {
    guard case .number(let number) = tokens[index].kind else { return .odd }
    index += 1
    guard let value = number.value else { return number.doubt.map { .doubtful($0) } ?? .odd }
    var amount = Amount(low: value, high: value)
    amount.mayBeTwoNumbers = number.isSpaced
    if let oddity = readTail(of: &amount) { return oddity }
    if amount.isMultiple { return .amount(amount) }
    return readRange(from: amount)
  }

  /// The multiplier, the plus and the unit behind a number.
  private mutating func readTail(of amount: inout Amount) -> Item.Kind? {
    // "12:30" and "3/4" are no amounts.
    if let sign = next, sign.isAttached, sign.isSign(":") || sign.isSign("/"), followsNumber(index + 1) { return .odd }
    if let word = next, word.isWord, word.isAttached, !isUnit(word) {
      switch text.text(index..<(index + 1)) {
      case "k", "K": scale(&amount, by: 1e3)
      case "x", "X":
        index += 1
        amount.isMultiple = true
        return nil
      case "M", "G": return readAttachedMillion(&amount)
      default: return .odd
      }
    }
    readPlus(&amount)
    if let word = next, word.key == "x", amount.unit == nil, !followsNumber(index + 1) {
      index += 1
      amount.isMultiple = true
      return nil
    }
    // "10-fold", "5-minute".
    if let dash = next, dash.isSign("-"), dash.isAttached, index + 1 < tokens.count, tokens[index + 1].isAttached,
      tokens[index + 1].isWord
    {
      index += 1
      if tokens[index].key == "fold" {
        index += 1
        amount.isMultiple = true
        return nil
      }
    } else if let word = next, word.key == "million", !word.joinsNext {
      scale(&amount, by: 1e6)
    }
    let unit = UnitReader(text, at: index).read()
    if let unit {
      amount.unit = unit.unit
      amount.counted = unit.counted
      index = unit.end
    }
    readPlus(&amount)
    return nil
  }

  /// "2M requests" are two millions, but "512M" alone can be any kind of megabyte.
  private mutating func readAttachedMillion(_ amount: inout Amount) -> Item.Kind? {
    let letter = text.text(index..<(index + 1))
    index += 1
    guard letter == "M", let unit = UnitReader(text, at: index).read(), unit.unit.dimension == .frequency else {
      return .doubtful("\"\(letter)\" alone does not tell whether it is a multiple, decimal or binary bytes")
    }
    amount.low *= 1e6
    amount.high *= 1e6
    amount.unit = unit.unit
    amount.counted = unit.counted
    index = unit.end
    readPlus(&amount)
    return nil
  }

  private mutating func scale(_ amount: inout Amount, by factor: Double) {
    amount.low *= factor
    amount.high *= factor
    index += 1
  }

  private mutating func readPlus(_ amount: inout Amount) {
    if let plus = next, plus.isSign("+"), plus.isAttached {
      amount.isOpenAbove = true
      index += 1
    }
  }

  /// "100-150 ms", "100 ms – 150 ms", "100 to 150 ms", "between 100 and 150 ms".
  private mutating func readRange(from first: Amount) -> Item.Kind {
    guard !first.isOpenAbove, let joint = next, followsNumber(index + 1) else { return .amount(first) }
    let isBetween = joint.key == "and" && isAfterBetween
    guard joint.isSign("-") || joint.key == "to" && !isAfterFrom || isBetween else { return .amount(first) }
    var rest = AmountReader(text, at: index + 1)
    guard case .number(let number) = tokens[index + 1].kind, let value = number.value else { return .odd }
    rest.index += 1
    var second = Amount(low: value, high: value)
    if let oddity = rest.readTail(of: &second) { return oddity }
    index = rest.index
    guard !second.isMultiple, !second.isOpenAbove, first.unit == nil || first.unit == second.unit else {
      return .doubtful("a range of two units")
    }
    // "2024-05-01" and "1-2-3" are no ranges.
    if let third = next, third.isSign("-"), third.isAttached, followsNumber(index + 1) { return .odd }
    second.low = first.low
    guard second.low < second.high else { return .doubtful("a range that does not rise") }
    return .amount(second)
  }

  private var isAfterBetween: Bool { wordBeforeNumber("between") }
  private var isAfterFrom: Bool { wordBeforeNumber("from") }

  /// Whether the word stands before the number that is being read, with nothing between but its unit.
  private func wordBeforeNumber(_ word: String) -> Bool {
    tokens[..<index].suffix(5).contains { $0.key == word }
  }

  private func followsNumber(_ index: Int) -> Bool {
    guard index < tokens.count, case .number = tokens[index].kind else { return false }
    return true
  }

  private func isUnit(_ word: Token) -> Bool { UnitWord(text.text(index..<(index + 1))) != nil }
}

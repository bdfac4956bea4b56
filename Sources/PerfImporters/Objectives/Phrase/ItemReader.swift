import PerfModel
import PerfUnits

/// Reads the tokens of a phrase as items; every token becomes a part of exactly one.
struct ItemReader {
  let text: PhraseTokens
  private let tokens: [Token]
  private var index = 0
  private(set) var items: [Item] = []

  init(_ text: PhraseTokens) {
    self.text = text
    tokens = text.tokens
    items.reserveCapacity(tokens.count)
    while index < tokens.count {
      let start = index
      let kind = next()
      items.append(Item(kind: kind, tokens: start..<index))
    }
    join()
  }

  private mutating func next() -> Item.Kind {
    let token = tokens[index]
    switch token.kind {
    case .number: return readNumber()
    case .route:
      index += 1
      return .endpoint(token.key)
    case .sign: return readSign(token)
    case .word: return readWord(token)
    }
  }

  /// "95th", "95 percentile" and "95%ile" are statistics, "5xx" is a word, everything else an amount.
  private mutating func readNumber() -> Item.Kind {
    if let statistic = readPercentile() { return .word(.statistic(statistic)) }
    if let status = readStatusClass() { return .word(status) }
    var reader = AmountReader(text, at: index)
    let kind = reader.read()
    index = max(reader.index, index + 1)
    return kind
  }

  private mutating func readPercentile() -> Statistic? {
    guard case .number(let number) = tokens[index].kind, let percent = number.value else { return nil }
    var end = index + 1
    func key(_ index: Int) -> String { index < tokens.count ? tokens[index].key : "" }
    let isOrdinal = ["th", "st", "nd", "rd"].contains(key(end)) && tokens[end].isAttached
    if isOrdinal { end += 1 }
    if key(end) == "%" || key(end) == "-" && ["percentile", "percentiles", "ile"].contains(key(end + 1)) { end += 1 }
    let isNamed = ["percentile", "percentiles", "pctl", "ile", "pct", "tile"].contains(key(end))
    let isPlainOrdinal = isOrdinal && [50, 75, 90, 95, 99].contains(percent) || isOrdinal && percent > 99
    guard isNamed && (isOrdinal || key(end) != "pct") || isPlainOrdinal,
      let statistic = PercentileWord.percentile(percent)
    else { return nil }
    index = isNamed ? end + 1 : end
    return statistic
  }

  /// "5xx errors": a number with letters attached that begins an entry of the lexicon.
  private mutating func readStatusClass() -> Meaning? {
    guard index + 1 < tokens.count, tokens[index + 1].key == "xx", tokens[index + 1].isAttached else { return nil }
    let range = tokens[index].range.lowerBound..<tokens[index + 1].range.upperBound
    let word = Token(kind: .word, key: text.text(scalars: range), range: range, isAttached: false)
    let phrase = [word] + tokens[(index + 2)...].prefix(3)
    guard let match = Lexicon.match(phrase, at: 0) else { return nil }
    index += match.length + 1
    return match.meaning
  }

  private mutating func readSign(_ token: Token) -> Item.Kind {
    if token.key == "/", let unit = UnitReader(text, at: index).read() {
      index = unit.end
      return .unit(unit.unit, counted: unit.counted)
    }
    index += 1
    switch token.key {
    case "<", "<=", ">", ">=": return .word(.comparator(Objective.Comparator(rawValue: token.key) ?? .atMost))
    case "==", "=": return .word(.comparator(.equal))
    case ":": return .colon
    case ",", ";": return .comma
    case "&": return .word(.and)
    case "-": return .dash
    case "(", "[": return .open
    case ")", "]": return .close
    case "~": return .word(.filler)
    case "%": return .unit(.percent, counted: nil)
    case ".": return index == tokens.count || endsAbbreviation ? .word(.filler) : .comma
    case "!": return .word(.filler)
    case "@": return .word(.preposition(.at))
    default: return .odd
    }
  }

  /// "max. 200 ms": the point before `index` ends no sentence.
  private var endsAbbreviation: Bool {
    index >= 2 && ["max", "min", "avg", "sec", "approx", "resp", "req"].contains(tokens[index - 2].key)
  }

  private mutating func readWord(_ token: Token) -> Item.Kind {
    if HTTPMethod.isMethod(token.key), index + 1 < tokens.count, case .route = tokens[index + 1].kind {
      let route = tokens[index + 1].key
      index += 2
      return .endpoint(token.key.uppercased() + " " + route)
    }
    if !token.joinsNext || index + 1 == tokens.count, let percentile = PercentileWord.read(token.key) {
      index += 1
      return .word(.statistic(percentile))
    }
    if let percentile = readCalledPercentile() { return .word(.statistic(percentile)) }
    let unit = UnitReader(text, at: index).read()
    if let match = Lexicon.match(tokens, at: index), match.length >= (unit?.end ?? index) - index {
      index += match.length
      return .word(match.meaning)
    }
    if let unit {
      index = unit.end
      return .unit(unit.unit, counted: unit.counted)
    }
    // A hyphenated word is one word.
    while index + 1 < tokens.count, tokens[index].joinsNext { index += 1 }
    index += 1
    return .name
  }

  /// `p(95)`, as k6 writes it.
  private mutating func readCalledPercentile() -> Statistic? {
    guard tokens[index].key == "p", index + 3 < tokens.count, tokens[index + 1].isSign("("),
      tokens[index + 1].isAttached,
      case .number(let number) = tokens[index + 2].kind, let percent = number.value, tokens[index + 3].isSign(")"),
      let statistic = PercentileWord.percentile(percent)
    else { return nil }
    index += 4
    return statistic
  }

  /// Joins what stands side by side: "~ 200", "400 users".
  private mutating func join() {
    var joined: [Item] = []
    joined.reserveCapacity(items.count)
    for item in items {
      if case .amount(var amount) = item.kind, let before = joined.last,
        text.tokens[before.tokens.lowerBound].isSign("~")
      {
        amount.isApproximate = true
        joined[joined.count - 1] = Item(
          kind: .amount(amount), tokens: before.tokens.lowerBound..<item.tokens.upperBound)
      } else if item.isUsers, let before = joined.last, case .amount(var amount) = before.kind, amount.unit == nil,
        !amount.isMultiple
      {
        amount.countsUsers = true
        joined[joined.count - 1] = Item(
          kind: .amount(amount), tokens: before.tokens.lowerBound..<item.tokens.upperBound)
      } else {
        joined.append(item)
      }
    }
    items = joined
  }
}

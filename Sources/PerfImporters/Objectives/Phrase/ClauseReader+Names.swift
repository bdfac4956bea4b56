import PerfModel
import PerfUnits

/// Names of endpoints among words that mean something.
extension ClauseReader {
  /// In "Search results: p95 < 300ms" all words before the colon are a name, also those that mean something elsewhere.
  mutating func takeNameBeforeColon() -> Int {
    let start = items.startIndex
    guard let colon = items.firstIndex(where: { if case .colon = $0.kind { true } else { false } }), colon > start
    else {
      return start
    }
    let isNamed = items[..<colon].contains { $0.isName }
    let onlyWords = items[..<colon].allSatisfy { item in
      switch item.kind {
      case .name, .word(.filler), .word(.generic), .word(.narrative), .word(.setting), .word(.success): true
      case .word(.supports), .word(.state), .word(.preposition), .word(.weakMetric), .word(.and), .dash: true
      default: item.isUsers
      }
    }
    let hasSubject = items[colon...].contains { item in
      switch item.kind {
      case .word(.metric), .word(.statistic), .word(.percentile): true
      default: false
      }
    }
    let hasSpecial = items[..<colon].contains { item in
      switch item.kind {
      case .word(.narrative), .word(.setting), .word(.success), .word(.supports), .word(.state), .word(.weakMetric):
        true
      default: item.isUsers
      }
    }
    guard isNamed, onlyWords, hasSubject, hasSpecial else { return start }
    clause.addName(text.text(items[start].tokens.lowerBound..<items[colon].tokens.lowerBound))
    clause.hasColon = true
    return colon + 1
  }

  /// A run of unknown words, with the small words inside it: "Order lookup by number".
  mutating func takeName(from start: Int) {
    var last = start
    var next = start + 1
    scan: while next < items.endIndex {
      switch items[next].kind {
      case .name: last = next
      case .word(.and) where clause.amounts.isEmpty: break
      case .word(.filler), .word(.preposition), .word(.generic), .word(.state): break
      default: break scan
      }
      next += 1
    }
    let name = text.text(items[start].tokens.lowerBound..<items[last].tokens.upperBound)
    index = last + 1
    let isIntroduced =
      switch preposition {
      case .forWhat, .on: true
      default: clause.amounts.isEmpty && !clause.isNone
      }
    let words = items[last].tokens.upperBound - items[start].tokens.lowerBound
    if isInParens || !isIntroduced || words > 8 { return clause.doubt("\"\(name)\" is not understood") }
    clause.addName(name)
  }
}

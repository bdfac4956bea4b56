import PerfModel
import PerfUnits

/// Collects what the items of one condition say. Every item is accounted for: what has no place is a doubt.
struct ClauseReader {
  private let text: PhraseTokens
  private let items: ArraySlice<Item>
  private var index: Int
  private var clause = Clause()
  private var comparator: (value: Objective.Comparator, mayBePlace: Bool)?
  private var preposition: Preposition?
  private var isInParens = false
  private var isNegated = false

  private init(_ items: ArraySlice<Item>, of text: PhraseTokens) {
    self.items = items
    self.text = text
    index = items.startIndex
  }

  static func read(_ items: ArraySlice<Item>, of text: PhraseTokens) -> Clause {
    var reader = ClauseReader(items, of: text)
    reader.index = reader.takeNameBeforeColon()
    while reader.index < items.endIndex { reader.take(items[reader.index]) }
    if reader.comparator != nil { reader.clause.doubt("a comparison without an amount") }
    if reader.isNegated { reader.clause.doubt("a \"not\" without a comparison") }
    return reader.clause
  }

  private mutating func take(_ item: Item) {
    index += 1
    switch item.kind {
    case .word(let meaning):
      take(meaning, at: index - 1)
      return
    case .amount(let amount): take(amount)
    case .doubtful(let reason):
      clause.hasDoubtfulAmount = true
      doubtAmount(reason)
    case .unit(let unit, let counted): take(unit, counted, at: index - 1)
    case .endpoint(let name):
      clause.addName(name)
    case .name: takeName(from: index - 1)
    case .colon: clause.hasColon = true
    case .comma: break
    case .dash: break
    case .open:
      isInParens = true
      if takeComparator() != nil { clause.doubt("a comparison without an amount") }
    case .close: isInParens = false
    case .odd: takeOdd(text.text(item.tokens))
    }
    preposition = nil
  }

  private mutating func take(_ meaning: Meaning, at place: Int) {
    let before = preposition
    preposition = nil
    switch meaning {
    case .filler, .note, .generic: preposition = before
    case .metric(let word): clause.add(word)
    case .weakMetric(let word): clause.weakMetric = word
    case .unmeasurable(let reason): clause.unmeasurable = reason
    case .statistic(let statistic): clause.add(statistic)
    case .extreme(let extreme): take(extreme, at: place)
    case .comparator(let value):
      // "for more than 5 minutes"
      if before == .forWhat { preposition = before }
      compare(value)
    case .comparingPreposition(let value): takePreposition(comparing: value)
    case .orSide(let value): takeSide(value)
    case .between: break
    case .scenario(let name): takeScenario(name, after: before, at: place)
    case .load: if before != .at, before != .with { preposition = before }
    case .tier(let tier): clause.tier = tier
    case .alert: clause.isAlert = true
    case .change(let change): takeChange(change)
    case .reference(let reference): takeReference(reference, at: place)
    case .multiple(let factor): take(multiple(factor))
    case .scaling(let factor):
      take(multiple(factor))
      clause.isScaling = true
    case .none: clause.isNone = true
    case .not: isNegated = true
    case .everyEndpoint:
      // "99% of all requests" is a percentile of them, whatever they are.
      if before == .of, case .shareOfRequests? = clause.amounts.last?.part { break }
      clause.addEveryEndpoint()
    case .query: clause.isQuery = true
    case .state(let state): clause.state = state
    case .perInstance: clause.isPerInstance = true
    case .perOther: clause.doubt("\"\(words(place))\" is not measured by a load test")
    case .longTerm: clause.longTerm = words(place)
    case .preposition(let next):
      preposition = next
      if clause.change != nil, next == .toward { clause.isChangeToward = true }
      if clause.change != nil, next == .by { clause.isChangeBy = true }
    case .and: break
    case .or: clause.doubt("\"or\" leaves open which of two holds")
    case .supports: clause.isSupported = true
    case .condition: takeCondition(at: place)
    case .narrative: takeNarrative(at: place)
    case .setting: clause.isSetting = true
    case .success: clause.isSuccess = true
    }
  }

  private mutating func takeOdd(_ sign: String) {
    if sign == "{" || sign == "}" { clause.isProse = true }
    doubtAmount("\"\(sign)\" is not part of a target")
  }

  private mutating func doubtAmount(_ reason: String) {
    if takeComparator() != nil { clause.comparesDoubtful = true }
    clause.doubt(reason)
  }

  /// Behind a stated bound it is a remark ("was 300ms"), before it the bound itself is a tale.
  private mutating func takeNarrative(at place: Int) {
    guard clause.hasComparison, clause.namesFigure else { return clause.isProse = true }
    clause.doubt("\"\(rest(from: place))\" is not understood")
    index = items.endIndex
  }

  private mutating func takeCondition(at place: Int) {
    clause.doubt("the condition \"\(rest(from: place))\" cannot be checked")
    if !clause.amounts.isEmpty { index = items.endIndex }
  }

  private func words(_ place: Int) -> String { text.text(items[place].tokens) }

  private func rest(from place: Int) -> String {
    text.text(items[place].tokens.lowerBound..<items[items.endIndex - 1].tokens.upperBound)
  }

  private func multiple(_ factor: Double) -> Amount { Amount(low: factor, high: factor, isMultiple: true) }
}

// MARK: - Comparisons and amounts

extension ClauseReader {
  /// The item behind the small words.
  private var following: Item? {
    items[index...].first { item in
      switch item.kind {
      case .word(.filler), .word(.preposition(.of)), .word(.preposition(.by)): false
      default: true
      }
    }
  }

  private mutating func compare(_ value: Objective.Comparator, mayBePlace: Bool = false) {
    let value = isNegated ? value.negated : value
    isNegated = false
    switch (comparator?.value, following?.kind) {
    case (nil, _): comparator = (value, mayBePlace)
    case (let earlier?, _) where earlier == value: break
    default: clause.doubt("two comparisons side by side")
    }
  }

  /// "200ms or less", "120 rps or more", "90ms or better".
  private mutating func takeSide(_ value: Objective.Comparator?) {
    guard let last = clause.amounts.indices.last, clause.amounts[last].comparator == nil else {
      return clause.doubt("two comparisons of one amount")
    }
    clause.amounts[last].comparator = value
  }

  private mutating func takeComparator() -> Objective.Comparator? {
    defer { comparator = nil }
    return comparator?.value
  }

  /// "under 200ms" compares, "under normal load" does not.
  private mutating func takePreposition(comparing value: Objective.Comparator) {
    switch following?.kind {
    case .word(.scenario), .word(.load): break
    case .amount, .word(.multiple), .word(.scaling), .word(.extreme): compare(value, mayBePlace: true)
    default: clause.doubt("a comparison without an amount")
    }
  }

  private mutating func take(_ extreme: Extreme, at place: Int) {
    let follows = following?.amount != nil
    let precedes = place > items.startIndex && items[place - 1].amount != nil
    if clause.extreme != nil { return clause.doubt("two extremes") }
    clause.extreme = extreme
    clause.isExtremeBesideAmount = !isInParens && (follows || precedes)
  }

  private mutating func take(_ amount: Amount) {
    let mayBePlace = comparator?.mayBePlace ?? false
    var placed = Clause.PlacedAmount(
      amount: amount, comparator: takeComparator(), part: .bound, mayBePlace: mayBePlace, isInParens: isInParens)
    switch preposition {
    case .forWhat where amount.dimension == .time: placed.part = .window
    case .forWhat where amount.isPercent, nil where amount.isPercent:
      if isShareOfRequests() { placed.part = .shareOfRequests }
    case .inside where amount.dimension == .time && !clause.amounts.isEmpty: placed.part = .window
    case .at, .with, .during, .forWhat: placePlace(&placed)
    case .from: placed.part = .start
    default: break
    }
    clause.amounts.append(placed)
  }

  /// "at 400 users", "at 80% capacity".
  private mutating func placePlace(_ placed: inout Clause.PlacedAmount) {
    if placed.amount.isLoad {
      placed.part = .load
    } else if placed.amount.isPercent, case .word(.load)? = following?.kind {
      placed.part = .capacity
    } else if placed.amount.isPercent, preposition != .at {
      placed.part = .bound
    } else if preposition == .at || preposition == .during {
      // "p95 at 200ms" states where it is, not where it has to be.
      clause.doubt("an amount behind \"at\"")
    }
  }

  /// "95% of requests": the amount before `index` is the share of what a percentile is taken of.
  private func isShareOfRequests() -> Bool {
    guard index < items.endIndex, case .word(.preposition(.of)) = items[index].kind else { return false }
    for item in items[(index + 1)...] {
      switch item.kind {
      case .word(.filler): continue
      case .word(.generic), .word(.everyEndpoint): return true
      case .word(.metric(.metric(.requestCount))): return true
      default: return false
      }
    }
    return false
  }

  private mutating func take(_ unit: Unit, _ counted: UnitWord.Counted?, at place: Int) {
    let begins = items[place].tokens.lowerBound
    if text.tokens[begins].isSign("/") || text.tokens[begins].key == "per" {
      let before = place > items.startIndex ? items[place - 1] : nil
      switch before?.kind {
      case .open, nil, .word(.generic), .word(.metric(.metric(.requestRate))): break
      default: clause.doubt("a rate of something that is not a request")
      }
    }
    if clause.unit != nil, clause.unit != unit { return clause.doubt("two units") }
    clause.unit = unit
    clause.counted = counted
  }

  /// "2x target", "150% of target", "20% above target"; "target" alone is a heading's word.
  private mutating func takeReference(_ reference: Reference, at place: Int) {
    if reference == .baseline, clause.change != nil { return }
    guard let last = clause.amounts.indices.last, isTied(to: place) else {
      if reference == .target {
        clause.tier = clause.tier ?? .target
      } else {
        clause.doubt("a baseline without an amount")
      }
      return
    }
    let amount = clause.amounts[last].amount
    guard amount.isMultiple || amount.isPercent else { return }
    if let comparison = takeComparator() {
      clause.amounts[last].part = .difference(reference, comparison)
    } else {
      clause.amounts[last].part = .multiple(reference)
    }
  }

  /// Only small words and a comparison stand between the last amount and the reference.
  private func isTied(to place: Int) -> Bool {
    for item in items[..<place].reversed() {
      switch item.kind {
      case .amount, .word(.multiple), .word(.scaling): return true
      case .word(.filler), .word(.preposition(.of)), .word(.comparator), .word(.comparingPreposition): continue
      default: return false
      }
    }
    return false
  }

  private mutating func takeChange(_ change: Change) {
    // "better than" and the like are comparisons; here the word stands alone.
    if clause.change != nil { return clause.doubt("two changes") }
    clause.change = change
    clause.isAmountBeforeChange = !clause.amounts.isEmpty
    clause.isNegated = isNegated
    isNegated = false
  }

  private mutating func takeScenario(_ name: String, after preposition: Preposition?, at place: Int) {
    if let earlier = clause.scenario, earlier != name { return clause.doubt("two loads") }
    if name == "peak", preposition == nil, !isInParens, words(place).lowercased() == "peak" {
      let next = index < items.endIndex ? items[index] : nil
      switch next?.kind {
      case .colon, .dash, nil: break
      default: clause.isPeakAdjective = true
      }
    }
    if clause.scenario == nil { clause.isScenarioLeading = clause.amounts.isEmpty }
    clause.scenario = name
  }
}

// MARK: - Names

extension ClauseReader {
  /// In "Search results: p95 < 300ms" all words before the colon are a name, also those that mean something elsewhere.
  private mutating func takeNameBeforeColon() -> Int {
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
      case .word(.metric), .word(.statistic): true
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
  private mutating func takeName(from start: Int) {
    var last = start
    var next = start + 1
    scan: while next < items.endIndex {
      switch items[next].kind {
      case .name: last = next
      case .word(.filler), .word(.preposition), .word(.generic), .word(.and), .word(.state): break
      default: break scan
      }
      next += 1
    }
    let name = text.text(items[start].tokens.lowerBound..<items[last].tokens.upperBound)
    index = last + 1
    let isIntroduced =
      switch preposition {
      case .forWhat, .on: true
      default: clause.amounts.isEmpty
      }
    let words = items[last].tokens.upperBound - items[start].tokens.lowerBound
    if isInParens || !isIntroduced || words > 8 { return clause.doubt("\"\(name)\" is not understood") }
    clause.addName(name)
  }
}

extension Objective.Comparator {
  /// What holds where this does not.
  var negated: Objective.Comparator {
    switch self {
    case .less: .atLeast
    case .atMost: .greater
    case .greater: .atMost
    case .atLeast: .less
    case .equal: .equal
    }
  }
}

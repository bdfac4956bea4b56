import PerfModel
import PerfUnits

/// Comparisons, amounts and what they are related to.
extension ClauseReader {
  /// The item behind the small words.
  var following: Item? {
    items[index...].first { item in
      switch item.kind {
      case .word(.filler), .word(.preposition(.of)), .word(.preposition(.by)): false
      default: true
      }
    }
  }

  mutating func compare(_ value: Objective.Comparator, mayBePlace: Bool = false) {
    let value = isNegated ? value.negated : value
    isNegated = false
    switch (comparator?.value, following?.kind) {
    case (nil, _): comparator = (value, mayBePlace)
    case (let earlier?, _) where earlier == value: break
    default: clause.doubt("two comparisons side by side")
    }
  }

  /// "200ms or less", "120 rps or more", "90ms or better".
  mutating func takeSide(_ value: Objective.Comparator?) {
    guard let last = clause.amounts.indices.last, clause.amounts[last].comparator == nil else {
      return clause.doubt("two comparisons of one amount")
    }
    clause.amounts[last].comparator = value
  }

  mutating func takeComparator() -> Objective.Comparator? {
    defer { comparator = nil }
    return comparator?.value
  }

  /// "under 200ms" compares, "under normal load" does not.
  mutating func takePreposition(comparing value: Objective.Comparator) {
    switch following?.kind {
    case .word(.scenario), .word(.load): break
    case .amount, .word(.multiple), .word(.scaling), .word(.extreme): compare(value, mayBePlace: true)
    default: clause.doubt("a comparison without an amount")
    }
  }

  mutating func take(_ extreme: Extreme, at place: Int) {
    let follows = following?.amount != nil
    let precedes = place > items.startIndex && items[place - 1].amount != nil
    if clause.extreme != nil { return clause.doubt("two extremes") }
    clause.extreme = extreme
    clause.isExtremeBesideAmount = !isInParens && (follows || precedes)
  }

  mutating func take(_ amount: Amount) {
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
  mutating func placePlace(_ placed: inout Clause.PlacedAmount) {
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
  func isShareOfRequests() -> Bool {
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

  mutating func take(_ unit: Unit, _ counted: UnitWord.Counted?, at place: Int) {
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
  mutating func takeReference(_ reference: Reference, at place: Int) {
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
  func isTied(to place: Int) -> Bool {
    for item in items[..<place].reversed() {
      switch item.kind {
      case .amount, .word(.multiple), .word(.scaling): return true
      case .word(.filler), .word(.preposition(.of)), .word(.comparator), .word(.comparingPreposition): continue
      default: return false
      }
    }
    return false
  }

  mutating func takeChange(_ change: Change) {
    // "better than" and the like are comparisons; here the word stands alone.
    if clause.change != nil { return clause.doubt("two changes") }
    clause.change = change
    clause.isAmountBeforeChange = !clause.amounts.isEmpty
    clause.isNegated = isNegated
    isNegated = false
  }

  mutating func takeScenario(_ name: String, after preposition: Preposition?, at place: Int) {
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

import PerfModel
import PerfUnits

/// Collects what the items of one condition say. Every item is accounted for: what has no place is a doubt.
struct ClauseReader {
  let text: PhraseTokens
  let items: ArraySlice<Item>
  var index: Int
  var clause = Clause()
  var comparator: (value: Objective.Comparator, mayBePlace: Bool)?
  var preposition: Preposition?
  var isInParens = false
  var isNegated = false

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

  mutating func take(_ item: Item) {
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
      clause.hasRoute = true
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

  mutating func take(_ meaning: Meaning, at place: Int) {
    let before = preposition
    preposition = nil
    switch meaning {
    case .filler, .note, .generic: preposition = before
    case .metric(let word): clause.add(word)
    case .weakMetric(let word): clause.weakMetric = word
    case .unmeasurable(let reason): clause.unmeasurable = reason
    case .statistic(let statistic): clause.add(statistic)
    case .percentile(let statistic):
      clause.add(statistic)
      clause.hasPercentile = true
    case .extreme(let extreme): take(extreme, at: place)
    case .comparator(let value):
      // "for more than 5 minutes"
      if before == .forWhat { preposition = before }
      compare(value)
    case .comparingPreposition(let value): takePreposition(comparing: value)
    case .orSide(let value): takeSide(value)
    case .between: break
    case .scenario(let name): takeScenario(name, after: before, at: place)
    case .load: clause.namesLoad = true
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
    // The run stands for the instance; the objective's text keeps the words.
    case .perInstance: break
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

  mutating func takeOdd(_ sign: String) {
    if sign == "{" || sign == "}" { clause.isProse = true }
    doubtAmount("\"\(sign)\" is not part of a target")
  }

  mutating func doubtAmount(_ reason: String) {
    if takeComparator() != nil { clause.comparesDoubtful = true }
    clause.doubt(reason)
  }

  /// Behind a stated bound it is a remark ("was 300ms"), before it the bound itself is a tale.
  mutating func takeNarrative(at place: Int) {
    guard clause.hasComparison, clause.namesFigure else { return clause.isProse = true }
    clause.doubt("\"\(rest(from: place))\" is not understood")
    index = items.endIndex
  }

  mutating func takeCondition(at place: Int) {
    clause.doubt("the condition \"\(rest(from: place))\" cannot be checked")
    if !clause.amounts.isEmpty { index = items.endIndex }
  }

  func words(_ place: Int) -> String { text.text(items[place].tokens) }

  func rest(from place: Int) -> String {
    text.text(items[place].tokens.lowerBound..<items[items.endIndex - 1].tokens.upperBound)
  }

  func multiple(_ factor: Double) -> Amount { Amount(low: factor, high: factor, isMultiple: true) }
}

import PerfModel

/// A heading, a line that ends with a colon, or an item above nested items, with what it says: many lines ask, it is read once.
struct PlaceSign {
  /// The level of a lead-in line, below every heading's; items are deeper.
  static let leadLevel = 7

  let text: String
  /// 1…6 for headings, above that for lead-ins and items.
  let level: Int
  let subject: Subject?
  let scenario: LoadScenario?
  let tier: Objective.Tier?
  /// The endpoint that it names for what stands below it.
  let scope: Objective.Scope?
  let isOfTargets: Bool
  let isOfMeasurements: Bool
  let isOfAlerts: Bool
  /// "Scenario: peak", "Flash sale scenario".
  let isOfScenario: Bool

  init(_ text: String, level: Int) {
    let words = Wording.words(text)
    self.text = text
    self.level = level
    subject = SubjectReader.read(text)
    scenario = Self.scenario(text, words)
    tier = Self.tier(text, words)
    scope = Self.scope(text, words, level, subject)
    isOfTargets = words.contains(where: TargetWords.wanted.contains)
    isOfMeasurements = words.contains(where: TargetWords.measured.contains)
    isOfAlerts = words.contains(where: Self.alertWords.contains)
    isOfScenario = words.first == "scenario" || words.last == "scenario"
  }

  /// "Under peak load (90 req/s):", or a part in parentheses: "Latency goals (95th percentile, usual load)".
  private static func scenario(_ text: String, _ words: [String]) -> LoadScenario? {
    // "Load test plan" is the name of a document, not of a load.
    let isTitle = words.contains(where: titleWords.contains)
    if let whole = SubjectReader.scenario(text), whole.users != nil || whole.rate != nil || !isTitle { return whole }
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else { return nil }
    return text[text.index(after: open)..<close].split(separator: ",").lazy
      .compactMap { SubjectReader.scenario(String($0.drop(while: \.isWhitespace))) }.first
  }

  /// A heading about maximum throughput names no tier.
  private static func tier(_ text: String, _ words: [String]) -> Objective.Tier? {
    guard words.count <= 4, let tier = SubjectReader.tier(text) else { return nil }
    return tier == .max && !words.allSatisfy(limitWords.contains) ? nil : tier
  }

  /// A route names an endpoint wherever it stands, several name each of them; other words only above nested items or in a lead-in that names a metric too
  /// ("Checkout latency:"), because a heading may be about anything.
  private static func scope(_ text: String, _ words: [String], _ level: Int, _ subject: Subject?) -> Objective.Scope? {
    let name = Wording.isLeadIn(text) ? String(text.dropLast()) : text
    if Wording.isRoute(name) { return .named(name) }
    let routes = Wording.routes(in: name)
    if !routes.isEmpty { return .named(routes.joined(separator: ", ")) }
    guard level >= leadLevel else { return nil }
    if let subject { return subject.scope }
    guard level > leadLevel, (1...5).contains(words.count), SubjectReader.scenario(name) == nil,
      SubjectReader.tier(name) == nil, PhraseReader.read(name, in: PhraseContext()) == .notATarget,
      !words.contains(where: TargetWords.wanted.contains), !words.contains(where: genericWords.contains)
    else { return nil }
    return .named(name)
  }

  private static let limitWords: Set<String> = ["hard", "limit", "limits", "max", "maximum", "absolute"]
  private static let alertWords: Set<String> = [
    "alert", "alerts", "alerting", "alarm", "alarms", "page", "paging", "pager", "trigger", "triggers", "rollback",
  ]
  private static let titleWords: Set<String> = ["test", "tests", "testing", "plan", "report", "guide", "strategy"]
  private static let genericWords: Set<String> = [
    "performance", "backend", "frontend", "server", "system", "resources", "resource", "infrastructure", "general",
    "under", "following", "scenario", "test", "tests", "conditions", "condition", "load", "database", "application",
  ]
}

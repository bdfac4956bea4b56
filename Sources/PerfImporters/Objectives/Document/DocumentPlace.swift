import PerfModel
import PerfUnits

/// What the headings and the lead-in lines above a spot say about it.
struct DocumentPlace {
  /// A heading, a line that ends with a colon, or an item above nested items.
  private struct Sign {
    let text: String
    /// 1…6 for headings, above that for lead-ins and items.
    let level: Int
    let isHeading: Bool
  }

  private var signs: [Sign] = []
  /// The load that the items of a scenario block state; overrides what the headings say.
  var blockScenario: LoadScenario?
  /// Whether the document writes decimals with a comma.
  let usesDecimalComma: Bool

  init(usesDecimalComma: Bool) { self.usesDecimalComma = usesDecimalComma }

  private static let leadLevel = 7

  mutating func enter(heading text: String, level: Int) {
    signs.removeAll { $0.level >= level }
    signs.append(Sign(text: text, level: level, isHeading: true))
    blockScenario = nil
  }

  /// A line that announces the blocks after it, until the next one or the next heading.
  mutating func enter(leadIn text: String) {
    leaveLeadIn()
    signs.append(Sign(text: text, level: Self.leadLevel, isHeading: false))
    blockScenario = nil
  }

  mutating func leaveLeadIn() {
    signs.removeAll { $0.level == Self.leadLevel }
    blockScenario = nil
  }

  /// The place of the items below an item.
  func below(item text: String) -> DocumentPlace {
    var place = self
    place.signs.append(Sign(text: text, level: (signs.last?.level ?? 0) + Self.leadLevel + 1, isHeading: false))
    return place
  }

  /// The innermost text first.
  var texts: [String] { signs.reversed().map(\.text) }

  /// What the place gives to a phrase that leaves it unsaid.
  func context() -> PhraseContext {
    var context = PhraseContext()
    context.usesDecimalComma = usesDecimalComma
    if let subject = texts.lazy.compactMap(SubjectReader.read).first {
      context.metric = subject.metric
      context.statistic = subject.statistic
      context.unit = subject.unit
    }
    context.scenario = blockScenario ?? texts.lazy.compactMap(Self.scenario).first
    context.tier = tier ?? .target
    context.scope = scope
    return context
  }

  /// "Under peak load (90 req/s):", or a part in parentheses: "Latency goals (95th percentile, usual load)".
  private static func scenario(_ text: String) -> LoadScenario? {
    // "Load test plan" is the name of a document, not of a load.
    if let whole = SubjectReader.scenario(text), whole.users != nil || whole.rate != nil || !isTitle(text) {
      return whole
    }
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else { return nil }
    return text[text.index(after: open)..<close].split(separator: ",").lazy
      .compactMap { SubjectReader.scenario(String($0.drop(while: \.isWhitespace))) }.first
  }

  private static func isTitle(_ text: String) -> Bool {
    Wording.contains(text, ["test", "tests", "testing", "plan", "report", "guide", "strategy"])
  }

  /// "Warning", "Critical": the tier that the innermost sign names. A heading about maximum throughput names none.
  var tier: Objective.Tier? {
    for sign in signs.reversed() where Wording.words(sign.text).count <= 4 {
      switch SubjectReader.tier(sign.text) {
      case .max? where !Wording.words(sign.text).allSatisfy(Self.limitWords.contains): continue
      case let tier?: return tier
      case nil: continue
      }
    }
    return nil
  }

  /// Whether the lines here may state the bad side.
  var isAlertList: Bool {
    tier == .warning || tier == .critical || signs.contains { Wording.contains($0.text, Self.alertWords) }
  }

  /// Whether the innermost sign that says anything about it speaks of what was measured, not of what is wanted.
  var isOfMeasurements: Bool {
    for text in texts {
      if Wording.contains(text, TargetWords.wanted) { return false }
      if Wording.contains(text, TargetWords.measured) { return true }
    }
    return false
  }

  /// Whether any sign speaks of targets.
  var isOfTargets: Bool { texts.contains { Wording.contains($0, TargetWords.wanted) } }

  /// A heading or an item that is a route names the endpoint of what stands below it; so does an item above nested items.
  private var scope: Objective.Scope? {
    for sign in signs.reversed() {
      let text = Wording.isLeadIn(sign.text) ? String(sign.text.dropLast()) : sign.text
      if Wording.isRoute(text) { return .named(text) }
      guard sign.level > Self.leadLevel, isName(text) else { continue }
      return .named(text)
    }
    return nil
  }

  /// Whether an item above others is the name of an endpoint and not of a load, a tier or a metric.
  private func isName(_ text: String) -> Bool {
    let words = Wording.words(text)
    guard (1...5).contains(words.count), SubjectReader.read(text) == nil, SubjectReader.scenario(text) == nil,
      SubjectReader.tier(text) == nil, PhraseReader.read(text, in: PhraseContext()) == .notATarget
    else { return false }
    return !words.contains { TargetWords.wanted.contains($0) || Self.genericWords.contains($0) }
  }

  private static let limitWords: Set<String> = ["hard", "limit", "limits", "max", "maximum", "absolute"]
  private static let alertWords: Set<String> = [
    "alert", "alerts", "alerting", "alarm", "alarms", "page", "paging", "pager", "trigger", "triggers", "rollback",
  ]
  private static let genericWords: Set<String> = [
    "performance", "backend", "frontend", "server", "system", "resources", "resource", "infrastructure", "general",
    "under", "following", "scenario", "test", "tests", "conditions", "condition", "load", "database", "application",
  ]
}

/// Words that tell what is wanted from what was measured.
enum TargetWords {
  static let wanted: Set<String> = [
    "target", "targets", "goal", "goals", "slo", "slos", "sla", "slas", "objective", "objectives", "threshold",
    "thresholds", "limit", "limits", "budget", "budgets", "required", "requirement", "requirements", "expected",
    "expectation", "expectations", "acceptable", "acceptance", "criteria", "criterion", "bound", "allowed", "desired",
    "warning", "warn", "critical", "crit", "ziel", "ziele", "soll", "grenzwert", "cible", "objectif", "objetivo",
    "meta",
    "目标", "目標", "цель", "порог",
  ]

  static let measured: Set<String> = [
    "actual", "actuals", "measured", "measurement", "measurements", "current", "currently", "result", "results",
    "observed", "baseline", "findings", "before", "after", "today", "recorded", "history", "changelog", "example",
    "examples", "outcome", "outcomes", "summary", "ist", "gemessen", "actuel", "mesuré", "实际", "実測",
  ]
}

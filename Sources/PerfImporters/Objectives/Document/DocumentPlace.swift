import PerfModel

/// What the headings and the lead-in lines above a spot say about it.
struct DocumentPlace {
  private var signs: [PlaceSign] = []
  /// The load that the items of a scenario block state; overrides what the headings say.
  var blockScenario: LoadScenario?
  /// Whether the document writes decimals with a comma.
  let usesDecimalComma: Bool

  init(usesDecimalComma: Bool) { self.usesDecimalComma = usesDecimalComma }

  private static let leadLevel = PlaceSign.leadLevel

  mutating func enter(heading text: String, level: Int) {
    signs.removeAll { $0.level >= level }
    signs.append(PlaceSign(text, level: level))
    blockScenario = nil
  }

  /// A line that announces the blocks after it, until the next one or the next heading.
  mutating func enter(leadIn text: String) {
    leaveLeadIn()
    signs.append(PlaceSign(text, level: Self.leadLevel))
    blockScenario = nil
  }

  mutating func leaveLeadIn() {
    signs.removeAll { $0.level == Self.leadLevel }
    blockScenario = nil
  }

  /// The place of the items below an item.
  func below(item text: String) -> DocumentPlace {
    var place = self
    place.signs.append(PlaceSign(text, level: (signs.last?.level ?? 0) + Self.leadLevel + 1))
    return place
  }

  /// The innermost text first.
  var texts: [String] { signs.reversed().map(\.text) }

  /// What the place gives to a phrase that leaves it unsaid.
  func context() -> PhraseContext {
    var context = PhraseContext()
    context.usesDecimalComma = usesDecimalComma
    if let subject = signs.reversed().lazy.compactMap(\.subject).first {
      context.metric = subject.metric
      context.statistic = subject.statistic
      context.unit = subject.unit
    }
    context.scenario = blockScenario ?? signs.reversed().lazy.compactMap(\.scenario).first
    context.tier = tier ?? .target
    context.scope = signs.reversed().lazy.compactMap(\.scope).first
    return context
  }

  /// "Warning", "Critical": the tier that the innermost sign names.
  var tier: Objective.Tier? { signs.reversed().lazy.compactMap(\.tier).first }

  /// Whether the lines here may state the bad side.
  var isAlertList: Bool {
    tier == .warning || tier == .critical || signs.contains(where: \.isOfAlerts)
  }

  /// Whether the innermost sign that says anything about it speaks of what was measured, not of what is wanted.
  var isOfMeasurements: Bool { signs.last { $0.isOfTargets || $0.isOfMeasurements }?.isOfTargets == false }

  /// Whether one of the two innermost signs opens a block about one load.
  var isOfScenario: Bool { signs.suffix(2).contains(where: \.isOfScenario) }

  /// Whether any sign speaks of targets.
  var isOfTargets: Bool { signs.contains(where: \.isOfTargets) }
}

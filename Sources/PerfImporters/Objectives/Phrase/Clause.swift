import PerfModel
import PerfUnits

/// Everything that one condition of a phrase says, in the order-free form in which it is judged.
struct Clause {
  /// A number and the part that it seems to play.
  struct PlacedAmount {
    var amount: Amount
    var comparator: Objective.Comparator?
    var part: Part
    /// "under 400 users" and "over 5 minutes" compare, unless another amount of the clause does.
    var mayBePlace = false
    var isInParens = false

    /// A multiple of nothing that is named.
    var isPlainMultiple: Bool {
      if case .bound = part { amount.isMultiple && comparator == nil } else { false }
    }
  }

  enum Part {
    case bound
    /// "for 5 minutes".
    case window
    /// "at 400 users".
    case load
    /// "95% of requests".
    case shareOfRequests
    /// "from 800 ms", where a change starts.
    case start
    /// "2x target": the amount multiplies it.
    case multiple(Reference)
    /// "20% above target".
    case difference(Reference, Objective.Comparator)
    /// "at 80% capacity".
    case capacity
  }

  var metrics: [MetricWord] = []
  var weakMetric: MetricWord?
  var statistics: [Statistic] = []
  var extreme: Extreme?
  /// The extreme stands beside an amount: "max 200ms".
  var isExtremeBesideAmount = false
  var unit: Unit?
  var counted: UnitWord.Counted?
  var amounts: [PlacedAmount] = []
  /// "Double the throughput": the amount is a verb.
  var isScaling = false
  var isEveryEndpoint = false
  var names: [String] = []
  /// The scope stands before the first amount.
  var isScopeLeading = false
  var scenario: String?
  /// The load stands before the first amount.
  var isScenarioLeading = false
  /// "peak" before a name: of a level its maximum, of a rate the load.
  var isPeakAdjective = false
  var tier: Objective.Tier?
  var isAlert = false
  var change: Change?
  /// "40% reduction", where the amount stands first.
  var isAmountBeforeChange = false
  /// "to 300 ms": the value that a change leads to.
  var isChangeToward = false
  /// "by 40%".
  var isChangeBy = false
  var state: ConnectionState?
  var isQuery = false
  var isSupported = false
  var isSuccess = false
  var isNone = false
  var isNegated = false
  var hasColon = false
  var isPerInstance = false
  var unmeasurable: String?
  /// "monthly".
  var longTerm: String?
  var isSetting = false
  /// It tells what happened, or is code.
  var isProse = false
  /// A number that could be two different ones, or has a unit that could be.
  var hasDoubtfulAmount = false
  /// A comparison stands before something that is no clear amount: "< 512M".
  var comparesDoubtful = false
  /// What cannot be read for sure, in the order of the words.
  var doubts: [String] = []

  mutating func add(_ metric: MetricWord) {
    if !metrics.contains(metric) { metrics.append(metric) }
  }

  mutating func add(_ statistic: Statistic) {
    if !statistics.contains(statistic) { statistics.append(statistic) }
  }

  mutating func doubt(_ reason: String) { doubts.append(reason) }

  mutating func addName(_ name: String) {
    if scope == nil { isScopeLeading = amounts.isEmpty }
    if !names.contains(name) { names.append(name) }
  }

  mutating func addEveryEndpoint() {
    if scope == nil { isScopeLeading = amounts.isEmpty }
    isEveryEndpoint = true
  }

  var scope: Objective.Scope? {
    if let name = names.first { return .named(name) }
    return isEveryEndpoint ? .everyEndpoint : nil
  }

  /// The names of a figure are there, whatever stands around them.
  var namesFigure: Bool { !metrics.isEmpty || !statistics.isEmpty || weakMetric != nil && extreme != nil }

  var hasComparison: Bool {
    amounts.contains { $0.comparator != nil || $0.amount.isOpenAbove } || comparesDoubtful || isNone && namesFigure
  }
}

import PerfModel
import PerfUnits

/// Which amount of a clause is the bound, and what the others are.
struct ClauseParts {
  private(set) var bound: Clause.PlacedAmount?
  private(set) var percentile: Clause.PlacedAmount?
  private(set) var window: Double?
  private(set) var load: LoadScenario?

  init(_ clause: Clause) throws(Refusal) {
    var bounds: [Clause.PlacedAmount] = []
    var users: Double?
    var rate: Double?
    var capacity: String?
    for placed in clause.amounts {
      switch Self.part(of: placed, in: clause) {
      case .window: window = try Self.window(placed.amount)
      case .load where placed.amount.countsUsers: users = placed.amount.high
      case .load: rate = placed.amount.unit?.toBase(placed.amount.high)
      case .capacity: capacity = LoadName.text(placed.amount.high) + "% capacity"
      case .shareOfRequests: percentile = placed
      case .start: continue
      case .bound, .multiple, .difference: bounds.append(placed)
      }
    }
    if bounds.isEmpty, let share = percentile {
      bounds = [share]
      percentile = nil
    }
    if bounds.count > 1 { throw .notUnderstood("two amounts: which one is the bound?") }
    bound = bounds.first
    let own = users.map { LoadName.text($0) + " users" } ?? rate.map { LoadName.text($0) + "/s" }
    let name = clause.scenario ?? capacity ?? own
    if let name, !clause.isPeakAdjective || users != nil || rate != nil {
      load = LoadScenario(name: name, users: users, rate: rate)
    }
  }

  /// What an amount is in the company of the others.
  private static func part(of placed: Clause.PlacedAmount, in clause: Clause) -> Clause.Part {
    // "Under normal load (400 req/s)"
    if clause.scenario != nil, clause.metrics.isEmpty, placed.isInParens, placed.comparator == nil, placed.amount.isLoad
    {
      return .load
    }
    guard case .bound = placed.part, clause.amounts.contains(where: { isBound($0) && !isSide($0) }), isSide(placed)
    else {
      return placed.part
    }
    return placed.amount.isLoad ? .load : .window
  }

  /// "under 400 users", "over 5 minutes", "(400 req/s)", "(5 min)".
  private static func isSide(_ placed: Clause.PlacedAmount) -> Bool {
    let isPlace = placed.mayBePlace || placed.isInParens && placed.comparator == nil
    if placed.amount.isLoad { return isPlace }
    return isPlace && placed.amount.dimension == .time && (placed.comparator != .less && placed.comparator != .atMost)
  }

  private static func isBound(_ placed: Clause.PlacedAmount) -> Bool {
    switch placed.part {
    case .bound, .multiple, .difference: true
    default: false
    }
  }

  private static func window(_ amount: Amount) throws(Refusal) -> Double {
    let seconds = amount.unit?.toBase(amount.high) ?? 0
    if seconds >= 86_400 { throw .notMeasurable("a window of a day or more is longer than a run") }
    return seconds
  }
}

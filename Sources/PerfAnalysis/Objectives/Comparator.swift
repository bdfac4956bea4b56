import PerfModel

extension Objective.Comparator {
  /// Whether a value keeps a bound.
  func holds(_ value: Double, _ bound: Double) -> Bool {
    switch self {
    case .less: value < bound
    case .atMost: value <= bound
    case .greater: value > bound
    case .atLeast: value >= bound
    case .equal: value == bound
    }
  }

  /// How far a value stays on the good side as a share of the bound; nil where there is no such share.
  func headroom(_ value: Double, _ bound: Double) -> Double? {
    if value == bound { return 0 }
    guard bound != 0 else { return nil }
    let share = (value - bound) / abs(bound)
    guard share.isFinite else { return nil }
    switch self {
    case .less, .atMost: return -share
    case .greater, .atLeast: return share
    case .equal: return -abs(share)
    }
  }

  /// The end of a level's range that a bound is about: a ceiling has to hold for the highest level.
  var extreme: Statistic? {
    switch self {
    case .less, .atMost: .maximum
    case .greater, .atLeast: .minimum
    case .equal: nil
    }
  }
}

import Glibc
public import PerfModel
public import PerfUnits

/// How one metric of one resource moved between two sides: evidence, and no verdict.
public struct ResourceChange: Sendable, Hashable {
  /// As the after side calls it, or the before side where the after side has none.
  public let key: ResourceKey
  public let basis: ResourceBasis
  /// Of the values; a growth in a second has another than the metric.
  public let unit: Unit
  public let direction: Direction
  public let before: ResourceLevel?
  public let after: ResourceLevel?
  /// What has to be known of the two numbers: sides of different captures, another name.
  public let note: String?
  /// Whether a growth is more than the difference of two readings: stretched to the edges of the load.
  public let isStretched: Bool

  /// after ÷ before − 1; nil where a side is missing or there was nothing before.
  public var change: Double? {
    guard let before = before?.value, let after = after?.value, before > 0 else { return nil }
    return after / before - 1
  }

  /// Whether it moved for the worse, nil where it has no direction, did not move, or a side is missing.
  public var isWorse: Bool? {
    guard let before = before?.value, let after = after?.value, before != after else { return nil }
    switch direction {
    case .lowerIsBetter: return after > before
    case .higherIsBetter: return after < before
    case .informational: return nil
    }
  }

  /// How far it moved, |ln(after/before)|; what came or went moved furthest.
  public var magnitude: Double {
    guard let before = before?.value, let after = after?.value else { return -1 }
    if before == after { return 0 }
    guard before > 0, after > 0 else { return .infinity }
    return abs(log(after / before))
  }
}

/// The unit in which one table row is shown: the same for every number of the row, so that they can be compared by eye.
public struct DisplayScale: Sendable, Hashable {
  /// What stands behind the number; empty for plain counts.
  public let symbol: String
  /// How many base units one shown unit is.
  public let factor: Double

  /// The scale in which the largest magnitude among `values` (in base units) is at least 1, or the smallest there is.
  public init(for values: [Double], dimension: Dimension) {
    let largest = values.reduce(0) { max($0, abs($1)) }
    let steps = Self.steps(dimension)
    let chosen = steps.last { largest >= $0.factor } ?? (largest > 0 ? steps[0] : Self.resting(dimension))
    symbol = chosen.symbol
    factor = chosen.factor
  }

  private init(_ symbol: String, _ factor: Double) {
    self.symbol = symbol
    self.factor = factor
  }

  /// The number in this scale with `digits` significant digits and its symbol: `12.3 ms`.
  public func text(_ value: Double, digits: Int = 3) -> String {
    let number = number(value, digits: digits)
    return symbol.isEmpty ? number : number + " " + symbol
  }

  /// The number in this scale without its symbol.
  public func number(_ value: Double, digits: Int = 3) -> String {
    let shown = factor < 1 ? value * (1 / factor).rounded() : value / factor
    // Beyond this, digits carry nothing and a hostile file could ask for three hundred of them.
    guard abs(shown) < 1e15 else { return shown.description }
    if symbol.isEmpty, shown.rounded() == shown { return NumberText.grouped(Int(shown)) }
    return NumberText.significant(shown, digits: digits)
  }

  private static func resting(_ dimension: Dimension) -> DisplayScale {
    dimension == .time ? DisplayScale("ms", 1e-3) : steps(dimension)[0]
  }

  private static func steps(_ dimension: Dimension) -> [DisplayScale] {
    switch dimension {
    case .time: [DisplayScale("ns", 1e-9), DisplayScale("µs", 1e-6), DisplayScale("ms", 1e-3), DisplayScale("s", 1)]
    case .data: [DisplayScale("B", 1), DisplayScale("kB", 1e3), DisplayScale("MB", 1e6), DisplayScale("GB", 1e9)]
    case .dataRate:
      [DisplayScale("B/s", 1), DisplayScale("kB/s", 1e3), DisplayScale("MB/s", 1e6), DisplayScale("GB/s", 1e9)]
    case .frequency: [DisplayScale("/s", 1)]
    case .one: [DisplayScale("", 1)]
    }
  }
}

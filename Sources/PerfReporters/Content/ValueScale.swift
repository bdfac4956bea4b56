import PerfModel
import PerfUnits

/// The one scale of a row's values. Shares are shown in percent, everything else as `DisplayScale` has it.
struct ValueScale {
  private let scale: DisplayScale
  private let isShare: Bool

  init(_ metric: Metric, _ values: [Double]) {
    self.init(metric.unit.dimension, isShare: metric.instrument == .ratio, values)
  }

  init(_ dimension: Dimension, isShare: Bool, _ values: [Double]) {
    scale = DisplayScale(for: values, dimension: dimension)
    self.isShare = isShare
  }

  /// The value with its symbol: `12.3 ms`, `0.412 %`.
  func text(_ value: Double, digits: Int = 3) -> String {
    symbol.isEmpty ? number(value, digits: digits) : number(value, digits: digits) + " " + symbol
  }

  /// The value without its symbol.
  func number(_ value: Double, digits: Int = 3) -> String {
    // Beyond this, digits carry nothing and a hostile file could ask for three hundred of them.
    guard abs(value) < 1e15 else { return value.description }
    return isShare ? NumberText.significant(value * 100, digits: digits) : scale.number(value, digits: digits)
  }

  private var symbol: String { isShare ? "%" : scale.symbol }
}

import PerfAnalysis
import PerfModel
import PerfUnits

/// The numbers of a row as text: one scale for both sides, one sign convention for every change.
struct RowFigures: Hashable {
  let before: String
  let after: String
  /// `+14.8 %`; of ratios in percentage points: `+0.96 pp`.
  let change: String
  /// `+3.1 … +28.4 %`, empty where nothing can be said.
  let interval: String
  /// `±14 %`
  let noiseFloor: String
  /// `±12 %`
  let smallestVisible: String

  /// Stands for a number that the source does not hold.
  static let absent = "–"

  init(_ row: Comparison) {
    let scale = ValueScale(row.metric, [row.before, row.after].compactMap(\.self))
    let change = ChangeScale(row, scale)
    before = row.before.map { scale.text($0) } ?? Self.absent
    after = row.after.map { scale.text($0) } ?? Self.absent
    self.change = (row.scale == .absolute ? row.difference : row.change).map(change.signed) ?? Self.absent
    interval = row.interval.map { change.signedNumber($0.low) + " … " + change.signed($0.high) } ?? ""
    noiseFloor = row.noiseFloor.map(change.size) ?? ""
    smallestVisible = row.smallestVisible.map(change.size) ?? ""
  }
}

/// How the changes of a row are written: percent, percentage points, or the row's own unit.
private struct ChangeScale {
  private let kind: Kind

  private enum Kind {
    case percent
    case points
    case unit(ValueScale)
  }

  init(_ row: Comparison, _ values: ValueScale) {
    kind = row.scale == .relative ? .percent : row.metric.instrument == .ratio ? .points : .unit(values)
  }

  /// `+14.8 %`
  func signed(_ change: Double) -> String { signedNumber(change) + symbol }

  /// `+14.8`, for the low end of an interval.
  func signedNumber(_ change: Double) -> String {
    let text = number(change)
    return text.hasPrefix("-") || change == 0 ? text : "+" + text
  }

  /// `±14 %`; two digits say enough about an uncertainty.
  func size(_ value: Double) -> String {
    switch kind {
    case .unit(let values): "±" + values.text(value)
    case .percent, .points:
      "±" + (abs(value) < 1e13 ? NumberText.significant(value * 100, digits: 2) : value.description) + symbol
    }
  }

  private func number(_ change: Double) -> String {
    switch kind {
    case _ where abs(change) >= 1e13: change.description
    case .percent: NumberText.fixed(change * 100, decimals: 1)
    case .points: NumberText.fixed(change * 100, decimals: 2)
    case .unit(let values): values.text(change)
    }
  }

  private var symbol: String {
    switch kind {
    case .percent: " %"
    case .points: " pp"
    case .unit: ""
    }
  }
}

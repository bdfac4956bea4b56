import PerfAnalysis
import PerfModel
import PerfUnits

/// The numbers of an objective as text: one scale for bound and actual value.
struct ObjectiveFigures: Hashable {
  /// `≤ 200 ms`; of a bound on the change `≤ -40 %`; of an unresolved multiple `< 2 × target`.
  let bound: String
  /// `245 ms`, with as many digits as tell it from the bound.
  let actual: String
  /// `220 … 270 ms`, empty where nothing is known.
  let interval: String
  /// `-22.5 %`
  let headroom: String

  /// - Parameter others: values of the same row that share the scale, such as the one before.
  init(_ result: ObjectiveResult, sharingScaleWith others: [Double] = []) {
    let limit = ObjectiveBound(result)
    let measured = [result.actual].compactMap(\.self) + others
    let scale = limit.scale(measured)
    let sign = Self.sign(result.objective.comparator)
    switch (limit.value, limit.factor) {
    case (let value?, _): bound = "\(sign) \(scale.bound(value))"
    case (nil, let factor?): bound = "\(sign) \(ScaledText.trimmed(factor)) × target"
    case (nil, nil): bound = RowFigures.absent
    }
    let digits = result.actual.map { scale.digits(telling: $0, from: limit.value) } ?? 3
    actual = result.actual.map { scale.text($0, digits: digits) } ?? RowFigures.absent
    interval = result.interval.map { "\(scale.number($0.low, digits: 3)) … \(scale.text($0.high, digits: 3))" } ?? ""
    headroom = result.headroom.map(Self.share) ?? RowFigures.absent
  }

  /// A value of the other side of a comparison, in the scale of this row.
  static func text(of value: Double?, beside result: ObjectiveResult) -> String {
    guard let value else { return RowFigures.absent }
    return ObjectiveBound(result).scale([value] + [result.actual].compactMap(\.self)).text(value, digits: 3)
  }

  static func sign(_ comparator: Objective.Comparator) -> String {
    switch comparator {
    case .less: "<"
    case .atMost: "≤"
    case .greater: ">"
    case .atLeast: "≥"
    case .equal: "="
    }
  }

  private static func share(_ value: Double) -> String {
    guard abs(value) < 1e13 else { return value.description }
    let text = NumberText.fixed(value * 100, decimals: 1)
    return (value > 0 ? "+" : "") + text + " %"
  }
}

/// What the actual value is held against, and how both are shown.
private struct ObjectiveBound {
  /// Nil where a relative bound has nothing to relate to.
  let value: Double?
  /// Of a bound that is a multiple of the target.
  let factor: Double?
  private let dimension: Dimension
  private let kind: ScaledText.Kind

  init(_ result: ObjectiveResult) {
    let objective = result.objective
    // A unit of another dimension is why some objectives are unknown, so the bound keeps the one it was written in.
    dimension = objective.unit.dimension
    let isShare = MetricCatalogue.metric(objective.metric)?.instrument == .ratio || objective.unit == .percent
    switch objective.bound {
    case .value(let written):
      value = result.bound ?? written
      factor = nil
      kind = isShare ? .share : .plain
    case .timesTarget(let times):
      value = result.bound
      factor = times
      kind = isShare ? .share : .plain
    case .change(let change):
      value = result.bound ?? change
      factor = nil
      kind = .change
    }
  }

  /// The scale that the bound shares with measured values.
  func scale(_ measured: [Double]) -> ScaledText {
    ScaledText(kind: kind, dimension: dimension, values: measured + [value].compactMap(\.self))
  }
}

/// Numbers of one row, written alike.
private struct ScaledText {
  enum Kind {
    case plain
    case share
    /// after/before − 1
    case change
  }

  private let kind: Kind
  private let scale: ValueScale

  /// More digits than anyone writes into a target.
  private static let mostDigits = 6

  init(kind: Kind, dimension: Dimension, values: [Double]) {
    self.kind = kind
    scale = ValueScale(kind == .plain ? dimension : .one, isShare: kind != .plain, values)
  }

  func number(_ value: Double, digits: Int) -> String { sign(value) + scale.number(value, digits: digits) }

  func text(_ value: Double, digits: Int) -> String { sign(value) + scale.text(value, digits: digits) }

  /// A bound as people write it: without zeros that carry nothing.
  func bound(_ value: Double) -> String {
    let number = scale.number(value, digits: Self.mostDigits)
    let symbol = scale.text(value, digits: Self.mostDigits).dropFirst(number.count)
    return sign(value) + Self.withoutTrailingZeros(number) + symbol
  }

  /// Three digits, or as many as show on which side of the bound the value lies.
  func digits(telling value: Double, from bound: Double?) -> Int {
    guard let bound, bound != value else { return 3 }
    let enough = (3...Self.mostDigits).first { scale.number(value, digits: $0) != scale.number(bound, digits: $0) }
    return enough ?? Self.mostDigits
  }

  static func trimmed(_ value: Double) -> String {
    guard abs(value) < 1e13 else { return value.description }
    return withoutTrailingZeros(NumberText.significant(value, digits: mostDigits))
  }

  private func sign(_ value: Double) -> String { kind == .change && value > 0 ? "+" : "" }

  private static func withoutTrailingZeros(_ number: String) -> String {
    guard number.contains("."), !number.contains("e") else { return number }
    var text = number[...]
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }
}

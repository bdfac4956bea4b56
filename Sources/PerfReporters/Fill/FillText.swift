public import PerfAnalysis
public import PerfModel
import PerfUnits

/// What stands in the places of a document that `perfreport fill` writes into: measured values as text.
public enum FillText {
  /// A text, or why there is none.
  public enum Answer: Sendable, Hashable {
    case text(String)
    case none(reason: String)
  }

  /// The measured value of an objective in the unit of its bound, with as many digits as tell it from the bound: `431 ms`.
  public static func actual(_ result: ObjectiveResult) -> Answer {
    guard let actual = result.actual else { return .none(reason: result.reason ?? "nothing was measured") }
    let objective = result.objective
    if case .change = objective.bound {
      let text = NumberText.significant(actual * 100, digits: 3) + " %"
      return .text(actual > 0 ? "+" + text : text)
    }
    let isTurned = TurnedShare.isMeant(by: objective)
    let value = isTurned ? 1 - actual : actual
    let bound = result.bound.map { isTurned ? 1 - $0 : $0 }
    return .text(WrittenUnit(objective.unit).text(value, tellingFrom: bound))
  }

  /// The measured value of a figure that nobody set a bound for: `91.5 ms`.
  public static func figure(_ result: ObjectiveResult, _ metric: Metric) -> Answer {
    guard let actual = result.actual else { return .none(reason: result.reason ?? "nothing was measured") }
    return .text(ValueScale(metric, [actual]).text(actual))
  }

  /// The status of a row with one or more objectives, in the document's own signs.
  public static func status(_ results: [ObjectiveResult], _ signs: StatusSigns) -> Answer {
    let missed = results.filter(\.isMissed)
    if !missed.isEmpty {
      let isSevere = missed.contains { $0.objective.tier == .critical || $0.objective.tier == .max }
      // Three colours: a missed target is yellow as long as no harder bound is missed.
      return .text(signs.hasColours && !isSevere ? signs.close : signs.missed)
    }
    if let silent = results.first(where: { $0.status == .unknown }) {
      return .none(reason: silent.reason ?? "unknown")
    }
    guard !results.isEmpty else { return .none(reason: "no objective of the row is understood") }
    return .text(results.contains { $0.status == .tooCloseToCall } ? signs.close : signs.met)
  }

  /// The tick of a box, of which every objective has to be met beyond doubt.
  public static func tick(_ results: [ObjectiveResult]) -> Answer {
    if let open = results.first(where: { $0.status != .met }) {
      switch open.status {
      case .unknown: return .none(reason: open.reason ?? "unknown")
      case .met, .breached, .tooCloseToCall:
        let figures = ObjectiveFigures(open)
        return .none(reason: "\(Words.status(open.status)): \(figures.actual), and has to be \(figures.bound)")
      }
    }
    return results.isEmpty ? .none(reason: "no objective of the line is understood") : .text("x")
  }

  /// The entries of a list of bottlenecks: the missed objectives, farthest beyond their bounds first, each once.
  public static func bottlenecks(_ results: [ObjectiveResult]) -> [String] {
    var seen: Set<String> = []
    return results.enumerated().filter { $0.element.isMissed }
      .sorted { ($0.element.headroom ?? 0, $0.offset) < ($1.element.headroom ?? 0, $1.offset) }
      .map { entry($0.element) }.filter { seen.insert($0).inserted }
  }

  /// The n-th of the bottlenecks, from 1.
  public static func bottleneck(_ number: Int, of bottlenecks: [String]) -> Answer {
    guard (1...max(1, bottlenecks.count)).contains(number), number <= bottlenecks.count else {
      return .none(reason: bottlenecks.isEmpty ? "no objective is missed" : "no further objective is missed")
    }
    return .text(bottlenecks[number - 1])
  }

  private static func entry(_ result: ObjectiveResult) -> String {
    let metric = result.key?.metric ?? result.objective.metric
    let name = result.key?.endpoint.map { " of " + MarkdownText.code($0, inTable: false) } ?? ""
    let statistic = result.objective.statistic == .value ? "" : result.objective.statistic.name + " "
    let figures = ObjectiveFigures(result)
    // Without its sign: with "<" the entry would be a target to whoever reads the document next.
    let bound = figures.bound.drop { $0 != " " }
    return "\(statistic)\(metric.rawValue)\(name): \(figures.actual) against\(bound)"
  }
}

/// Shares that a document states from the good side: availability of 99.9 %, held as an error ratio of 0.1 %.
private enum TurnedShare {
  /// Whether the number of the text is one minus the bound: the one trace that the turning leaves in any language.
  static func isMeant(by objective: Objective) -> Bool {
    guard objective.metric == .requestErrorRatio, case .value(let bound) = objective.bound, bound.isFinite else {
      return false
    }
    let numbers = Set(
      objective.text.replacing(",", with: ".").split { !($0.isNumber || $0 == ".") }.compactMap { Double($0) })
    func stands(_ share: Double) -> Bool {
      numbers.contains { abs($0 - share * 100) < 1e-7 || abs($0 - share) < 1e-9 }
    }
    return stands(1 - bound) && !stands(bound)
  }
}

/// A unit as documents write it.
private struct WrittenUnit {
  private let unit: Unit
  private let symbol: String

  init(_ unit: Unit) {
    self.unit = unit
    symbol = Self.symbol(unit)
  }

  /// Three digits, or as many as show on which side of the bound the value lies.
  func text(_ value: Double, tellingFrom bound: Double?) -> String {
    let enough = bound.flatMap { bound in
      bound == value ? nil : (3...Self.mostDigits).first { number(value, $0) != number(bound, $0) } ?? Self.mostDigits
    }
    let text = number(value, enough ?? 3)
    return symbol.isEmpty ? text : text + " " + symbol
  }

  private static let mostDigits = 6

  private func number(_ value: Double, _ digits: Int) -> String {
    let shown = unit.factor < 1 ? value * (1 / unit.factor).rounded() : value / unit.factor
    // Beyond this, digits carry nothing and a hostile file could ask for three hundred of them.
    guard abs(shown) < 1e15 else { return shown.description }
    if symbol.isEmpty, shown.rounded() == shown { return NumberText.grouped(Int(shown)) }
    return NumberText.significant(shown, digits: digits)
  }

  /// UCUM's `MBy`, `1/s` and `us` as people read them.
  private static func symbol(_ unit: Unit) -> String {
    switch unit.symbol {
    case "1": ""
    case "us": "µs"
    case let symbol where symbol.hasPrefix("1/"): String(symbol.dropFirst())
    case let symbol: symbol.replacing("By", with: "B")
    }
  }
}

import PerfCapacity
import PerfUnits

/// A level in words, with the bars of the curve.
struct LevelRow {
  let load: String
  let requests: String?
  let span: String?
  let goodput: String?
  let errors: String?
  let mean: String?
  /// Of the objective's order, or else p95.
  let quantile: String?
  let inFlight: String?
  /// `✓ passes`, `✗ fails`, `~ undecided`; nil without an objective.
  let verdict: String?
  /// What decided: `p95 165 ms`.
  let because: String?
  let goodputBar: String
  let latencyBar: String
  let source: String

  /// The cells of the longest bar.
  static let cells = 12

  /// The levels of a plan, by load.
  static func rows(_ plan: CapacityPlan) -> [LevelRow] {
    let p = order(plan)
    let levels = plan.levels
    let topGoodput = levels.compactMap(\.goodput?.value).max() ?? 0
    let topLatency = levels.compactMap { latency($0, p) }.max() ?? 0
    let verdicts = verdicts(plan)
    let places = levels.indices.sorted { (levels[$0].load.value, $0) < (levels[$1].load.value, $1) }
    return places.map { place in
      LevelRow(
        levels[place], p, verdicts[place],
        goodputBar: bar(levels[place].goodput?.value, of: topGoodput),
        latencyBar: bar(latency(levels[place], p), of: topLatency))
    }
  }

  /// What became of each level, by its place; empty without an objective.
  static func verdicts(_ plan: CapacityPlan) -> [Int: ObjectiveCapacity.Judged] {
    var verdicts: [Int: ObjectiveCapacity.Judged] = [:]
    for judged in plan.objective?.judged ?? [] {
      for place in judged.levels { verdicts[place] = judged }
    }
    return verdicts
  }

  /// The order of the quantile that levels are shown with.
  static func order(_ plan: CapacityPlan) -> Double { plan.settings.objective?.p ?? 0.95 }

  private init(
    _ level: Level, _ p: Double, _ judged: ObjectiveCapacity.Judged?, goodputBar: String, latencyBar: String
  ) {
    load = PlanFigure.load(level.load)
    requests = level.requests.map(NumberText.grouped)
    span = level.span.map { PlanFigure.time($0.value) }
    goodput = level.goodput.map { PlanFigure.rate($0.value) }
    errors = level.errorShare.map(PlanFigure.percent)
    mean = level.latency.map { PlanFigure.time($0.value) }
    quantile = level.quantile(p).map(Self.quantile)
    inFlight = level.inFlight.map { PlanFigure.number($0.value) }
    verdict = judged.map { Self.sign($0.state) + " " + $0.state.rawValue }
    because = judged?.reason
    self.goodputBar = goodputBar
    self.latencyBar = latencyBar
    source = Self.source(level.source)
  }

  private static func sign(_ state: ObjectiveCapacity.State) -> String {
    switch state {
    case .passes: "✓"
    case .fails: "✗"
    case .undecided: "~"
    }
  }

  private static func latency(_ level: Level, _ p: Double) -> Double? {
    level.quantile(p)?.value.value
  }

  /// `165 ms (150 … 180)`; `≤ 165 ms` where it is the worst of windows.
  private static func quantile(_ quantile: LatencyQuantile) -> String {
    let text = PlanFigure.time(quantile.value.value)
    if quantile.basis == .largestWindow { return "≤ " + text }
    guard let low = quantile.low, let high = quantile.high else { return text }
    let scale = DisplayScale(for: [quantile.value.value], dimension: .time)
    return "\(text) (\(scale.number(low.value)) … \(scale.number(high.value)))"
  }

  private static func source(_ source: Level.Source) -> String {
    guard let from = source.from, let to = source.to else { return source.run }
    return "\(source.run) \(PlanFigure.number(from))–\(PlanFigure.number(to)) s"
  }

  private static let eighths = Array(" ▏▎▍▌▋▊▉")

  /// A bar from 0 to the largest value, drawn in eighths of a cell; what is not 0 is never drawn as nothing.
  private static func bar(_ value: Double?, of top: Double) -> String {
    guard let value, value > 0, top > 0 else { return "" }
    let steps = max(1, Int((min(1, value / top) * Double(cells * 8)).rounded()))
    let part = steps % 8
    return String(repeating: "█", count: steps / 8) + (part > 0 ? String(eighths[part]) : "")
  }
}

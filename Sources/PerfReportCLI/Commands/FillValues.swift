import PerfAnalysis
import PerfFormats
import PerfImporters
import PerfModel
import PerfReporters
import PerfUnits

/// Joins what a document asks for with what was measured: a text for each of its places, or the reason why there is none.
struct FillValues {
  private let runs: [Run]
  private let signs: StatusSigns
  private let objectives: [FillSlot.Side: [Objective: ObjectiveResult]]
  private let figures: [FillSlot.Side: [FillSlot.Figure: ObjectiveResult]]
  private let byLine: [Int: [ObjectiveResult]]
  private let bottlenecks: [String]
  /// Of lines on which more stands than the objectives that could be read.
  private let unreadLines: Set<Int>

  /// - Parameters:
  ///   - before: the runs of the "before" columns, nil where none were named.
  ///   - written: every place of the document, those that an earlier fill wrote included.
  init(
    _ plan: FillPlan, written: FillPlan, of document: MarkdownDocument, stating statements: [ObjectiveStatement],
    runs: ComparedSide, before: ComparedSide?, policy: ComparisonPolicy
  ) {
    self.runs = runs.runs
    signs = StatusSigns(usedIn: Self.cells(document.blocks))
    // An entry that an earlier fill wrote is an answer and not a target of its own.
    let answers = Set(written.slots.filter(\.isEntry).map(\.line))
    let statements = statements.filter { !answers.contains($0.source.line ?? 0) }
    unreadLines = Set(
      statements.compactMap { statement in
        if case .objective = statement { nil } else { statement.source.line }
      })
    let board = ObjectiveBoard(statements)
    let checker = Checker(policy: policy)
    let results: [ObjectiveResult]
    if let before {
      let compared = Comparer(policy: policy).compare(before, runs, objectives: board).objectives
      results = compared.map(\.after)
      objectives = [.run: Self.table(results), .before: Self.table(compared.compactMap(\.before))]
    } else {
      results = checker.check(runs, board).results
      objectives = [.run: Self.table(results)]
    }
    byLine = Dictionary(grouping: results) { $0.objective.source.line ?? 0 }
    bottlenecks = plan.slots.contains(where: \.isEntry) ? FillText.bottlenecks(results) : []
    var figures: [FillSlot.Side: [FillSlot.Figure: ObjectiveResult]] = [:]
    for (side, compared) in [(FillSlot.Side.run, runs), (.before, before)] {
      guard let compared else { continue }
      let wanted = Array(Set(plan.slots.compactMap { $0.figure(of: side) }))
      let found = checker.check(compared, ObjectiveBoard(wanted.map { .objective($0.question) })).results
      figures[side] = Dictionary(uniqueKeysWithValues: zip(wanted, found))
    }
    self.figures = figures
  }

  /// What belongs into a place.
  func answer(_ slot: FillSlot) -> FillText.Answer {
    switch slot.want {
    case .actual(let objective, let side):
      guard let results = objectives[side] else { return Self.nothingBefore }
      guard let result = results[objective] else { return .none(reason: "only a comparison can answer it") }
      return FillText.actual(result)
    case .status(let wanted): return FillText.status(wanted.compactMap { objectives[.run]?[$0] }, signs)
    case .box:
      guard !unreadLines.contains(slot.line) else {
        return .none(reason: "more stands on the line than could be measured")
      }
      return FillText.tick(byLine[slot.line] ?? [])
    case .figure(let figure, let side):
      guard let results = figures[side] else { return Self.nothingBefore }
      guard let result = results[figure], let metric = MetricCatalogue.metric(figure.metric) else {
        return .none(reason: "'\(figure.metric)' is no metric that is measured")
      }
      if metric.instrument == .distribution, figure.statistic == nil {
        return .none(reason: "it does not say which statistic of \(figure.metric) is meant")
      }
      return FillText.figure(result, metric)
    case .fact(let label): return FillText.fact(label, of: runs)
    case .entry(let heading, let number):
      guard heading.contains("bottleneck") else { return .none(reason: "only people can say what belongs here") }
      return FillText.bottleneck(number, of: bottlenecks)
    }
  }

  private static let nothingBefore = FillText.Answer.none(reason: "it needs the runs before; name them with --before")

  private static func table(_ results: [ObjectiveResult]) -> [Objective: ObjectiveResult] {
    Dictionary(results.map { ($0.objective, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The text of every cell of the document.
  private static func cells(_ blocks: [MarkdownBlock]) -> [String] {
    blocks.flatMap { block -> [String] in
      switch block {
      case .table(let table): table.rows.flatMap(\.cells).map(\.text)
      case .list(let items): items.flatMap { cells($0.blocks) }
      case .quote(let inner), .footnote(let inner): cells(inner)
      case .heading, .paragraph, .code, .html: []
      }
    }
  }
}

extension FillSlot {
  fileprivate var isEntry: Bool { if case .entry = want { true } else { false } }

  fileprivate func figure(of side: Side) -> Figure? {
    if case .figure(let figure, side) = want { figure } else { nil }
  }
}

extension FillSlot.Figure {
  /// The figure as an objective, so that endpoints, loads and runs without data are treated as in a check. The bound only orders
  /// several endpoints, of which the worst stands for all.
  fileprivate var question: Objective {
    let metric = MetricCatalogue.metric(self.metric)
    return Objective(
      source: ObjectiveSource(origin: .document), text: "", metric: self.metric, statistic: statistic ?? .value,
      scope: scope, comparator: metric?.direction == .higherIsBetter ? .atLeast : .atMost, bound: .value(1),
      unit: metric?.unit ?? .one, scenario: scenario)
  }
}

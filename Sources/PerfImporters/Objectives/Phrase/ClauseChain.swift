import PerfModel

/// The conditions of one phrase: what the first says for the rest, and what they come to together.
struct ClauseChain {
  private var clauses: [Clause]
  private var context: PhraseContext
  private let isCell: Bool

  init(_ clauses: [Clause], context: PhraseContext, isCell: Bool) {
    self.clauses = clauses
    self.context = context
    self.isCell = isCell
  }

  func reading() -> PhraseReading {
    var chain = self
    chain.takeHead()
    let readings = chain.readAll()
    if readings.count > 1, let doubt = chain.doubt(readings) { return doubt }
    return chain.combine(readings)
  }

  /// "At peak, p95 < 2s", "Warning: P95 > 900ms, Error rate > 2%": what the first condition says for all.
  private mutating func takeHead() {
    guard let head = clauses.first, clauses.count > 1 else { return }
    if let tier = head.tier, tier != .target { context.tier = tier }
    if head.isAlert { context.isAlert = true }
    guard head.amounts.isEmpty, !head.isNone, head.names.isEmpty, head.doubts.isEmpty, !head.isProse else { return }
    context.metric = MetricNature.single(head.metrics) ?? context.metric
    context.statistic = head.statistics.first ?? context.statistic
    if let scenario = head.scenario { context.scenario = LoadScenario(name: scenario) }
    context.scope = head.scope ?? context.scope
    clauses.removeFirst()
  }

  private func readAll() -> [PhraseReading] {
    var context = context
    var readings: [PhraseReading] = []
    for (index, clause) in clauses.enumerated() {
      let reading = TargetMaker(clause: clause, context: context, isCell: isCell).reading()
      readings.append(reading)
      guard index == 0, case .targets(let targets) = reading, let first = targets.first else { continue }
      if context.metric == nil, !clauses.dropFirst().contains(where: { !$0.metrics.isEmpty }) {
        context.metric = MetricNature.single(clause.metrics) ?? (clause.isSuccess ? nil : first.metric)
        context.statistic = context.statistic ?? clause.statistics.first
      }
      if clause.isScopeLeading { context.scope = first.scope }
      if clause.isScenarioLeading { context.scenario = first.scenario }
    }
    return readings
  }

  /// What stands behind one condition may be meant for all: which it is, nobody can tell.
  private func doubt(_ readings: [PhraseReading]) -> PhraseReading? {
    guard readings.contains(where: { if case .targets = $0 { true } else { false } }), let first = clauses.first else {
      return nil
    }
    let rest = clauses.dropFirst()
    let leads = first.isScopeLeading && first.scope != nil
    if leads, !first.hasColon, rest.contains(where: { $0.scope == nil && !$0.metrics.isEmpty }) {
      return .notUnderstood("does the name hold for all conditions of the line?")
    }
    let trails = clauses.filter { $0.scope != nil && !$0.isScopeLeading }.count
    if trails > 0, clauses.last?.scope != nil, clauses.contains(where: { $0.scope == nil }), !leads {
      return .notUnderstood("does \"for\" hold for all conditions of the line?")
    }
    let windows = clauses.filter(\.hasWindow).count
    if windows > 0, windows < clauses.count {
      return .notUnderstood("does the time hold for all conditions of the line?")
    }
    let loads = clauses.filter { $0.hasLoad && !$0.isScenarioLeading }.count
    if loads > 0, loads < clauses.count, context.scenario == nil {
      return .notUnderstood("does the load hold for all conditions of the line?")
    }
    return nil
  }

  /// "p95: < 100ms, < 200ms"
  private func hasTwoBounds(_ targets: [PhraseTarget]) -> Bool {
    targets.indices.contains { index in
      targets[..<index].contains { other in
        let target = targets[index]
        return other.metric == target.metric && other.statistic == target.statistic && other.scope == target.scope
          && other.scenario == target.scenario && other.comparator.isUpperBound == target.comparator.isUpperBound
      }
    }
  }

  private func combine(_ readings: [PhraseReading]) -> PhraseReading {
    var targets: [PhraseTarget] = []
    var unmeasurable: String?
    var riddle: String?
    var isProse = false
    for reading in readings {
      switch reading {
      case .targets(let found): targets += found
      case .notMeasurable(let reason): unmeasurable = unmeasurable ?? reason
      case .notUnderstood(let reason): riddle = riddle ?? reason
      case .notATarget: isProse = true
      }
    }
    if let riddle { return .notUnderstood(riddle) }
    if targets.isEmpty { return unmeasurable.map { .notMeasurable($0) } ?? .notATarget }
    if clauses.first?.isProse == true { return .notATarget }
    // A part that is left out could change what the others mean.
    if let unmeasurable { return .notUnderstood("a part of it cannot be measured: \(unmeasurable)") }
    if hasTwoBounds(targets) { return .notUnderstood("two bounds of one figure") }
    return isProse ? .notUnderstood("a part of it is not understood") : .targets(targets)
  }
}

extension Clause {
  fileprivate var hasWindow: Bool {
    amounts.contains { if case .window = $0.part { true } else { false } }
  }

  fileprivate var hasLoad: Bool {
    scenario != nil && !isPeakAdjective
      || amounts.contains {
        switch $0.part {
        case .load, .capacity: true
        default: false
        }
      }
  }
}

extension MetricNature {
  /// The metric of a heading that names exactly one.
  static func single(_ words: [MetricWord]) -> MetricID? {
    guard words.count == 1, let word = words.first else { return nil }
    if case .metric(let metric) = word { return metric }
    return word.placeID
  }
}

import PerfDiagnostics
import PerfModel

/// All rows of a comparison, judged, and the counts behind them.
struct ComparisonTable {
  let before: Side
  let after: Side
  /// Whether the runs were judged as pairs.
  let isPaired: Bool
  let preconditions: [Precondition]
  let rows: [Row]
  let ledger: Ledger
  let renamed: [RenamedCandidate]
  let tests: TestCoverage
  let mix: EndpointMix
  /// What is known of single requests.
  let sampled: SampledSides
  /// Whether there is a filter that no series of either side passes.
  let isFilteredEmpty: Bool
  /// What was noticed in putting the sides side by side.
  let notes: [Diagnostic]

  init(_ first: Side, _ second: Side, policy: ComparisonPolicy) {
    let isInterleaved = RunOrder.isInterleaved(first, second)
    let pairs =
      policy.paired.map { Self.pairCount(first, second, $0, fewest: 3) }
      ?? Self.pairCount(first, second, isInterleaved, fewest: 4)
    isPaired = pairs != nil
    before = isInterleaved ? RunOrder.inTimeOrder(first) : first
    after = isInterleaved ? RunOrder.inTimeOrder(second) : second
    let series = Pairing.pair(before, after, filter: policy.filter)
    isFilteredEmpty = policy.filter != nil && series.isEmpty
    let outcomes = TestOutcomes(before, after, filter: policy.filter)
    tests = outcomes.coverage
    sampled = SampledSides(before, after, policy: policy)
    preconditions = Preconditions.check(before, after) + [sampled.steadiness].compactMap(\.self)
    renamed = RenamedCandidates.find(series)
    ledger = Self.count(series, renamed)
    mix = EndpointMix(before, after)
    rows = Self.judge(
      series, outcomes.rows(), mix, RowMaker(policy: policy, pairs: pairs, sampled: sampled), preconditions)
    notes =
      Self.notes(before, after, series, mix)
      + (policy.paired == true && pairs == nil ? [RunOrder.cannotPair] : [])
  }

  /// How many pairs of runs there are, nil where the runs are not or cannot be judged as pairs.
  ///
  /// Unasked, three pairs are none: two degrees of freedom cost more than pairs gain (docs/decisions/0005).
  private static func pairCount(_ before: Side, _ after: Side, _ isWanted: Bool, fewest: Int) -> Int? {
    isWanted && before.runs.count == after.runs.count && before.runs.count >= fewest ? before.runs.count : nil
  }

  /// Whether everything that was called or run before was called or run after.
  var isWhole: Bool { ledger.endpointsMatched == ledger.endpointsBefore && tests.matched == tests.before }

  private static func judge(
    _ series: [PairedSeries], _ outcomes: [Row], _ mix: EndpointMix, _ maker: RowMaker, _ preconditions: [Precondition]
  ) -> [Row] {
    var rows: [Row] = []
    for one in series where !TestOutcomes.owns(one.key) { rows += maker.rows(one) }
    rows += outcomes
    GatedFamily.mark(&rows, policy: maker.policy)
    mix.apply(to: &rows)
    ErrorShift.apply(to: &rows)
    refuse(&rows, preconditions)
    GatedFamily.correct(&rows)
    rows.sort { ($0.key, $0.statistic) < ($1.key, $1.statistic) }
    return rows
  }

  /// A failed precondition takes the verdicts of the load's own figures; where every request failed, or durations did not settle, the
  /// failures still speak.
  private static func refuse(_ rows: inout [Row], _ preconditions: [Precondition]) {
    let failed = preconditions.filter { $0.outcome == .fails }
    guard !failed.isEmpty else { return }
    let onlyFailures = failed.allSatisfy { $0.id == Preconditions.success || $0.id == Preconditions.steadiness }
    let reason = failed.map(\.text).joined(separator: "; ")
    for index in rows.indices where !rows[index].isOneSided {
      let metric = rows[index].key.metric
      guard metric.rawValue.hasPrefix("request.") || metric.rawValue.hasPrefix("iteration.") else { continue }
      if onlyFailures, metric == .requestErrorRatio || metric == .requestFailed { continue }
      rows[index].refuse(reason)
    }
  }

  private static func count(
    _ pairs: [PairedSeries], _ renamed: [RenamedCandidate]
  ) -> Ledger {
    func count(_ place: PairedSeries.Place) -> Int { pairs.count { $0.place == place } }
    // Of the series that are compared: under a filter, of those that pass it.
    func endpoints(_ runs: KeyPath<PairedSeries, [PairedSeries.Observed]>) -> Set<String> {
      Set(
        pairs.lazy.filter { !$0[keyPath: runs].isEmpty && $0.key.metric.rawValue.hasPrefix("request.") }
          .compactMap(\.key.endpoint))
    }
    let measuredBefore = endpoints(\.before)
    return Ledger(
      seriesBefore: pairs.count { $0.isDeclaredBefore }, seriesAfter: pairs.count { $0.isDeclaredAfter },
      compared: count(.compared), new: count(.new), missing: count(.missing), renamedCandidates: renamed.count,
      noData: count(.noData), endpointsBefore: measuredBefore.count,
      endpointsMatched: measuredBefore.intersection(endpoints(\.after)).count)
  }

  private static func notes(
    _ before: Side, _ after: Side, _ pairs: [PairedSeries], _ mix: EndpointMix
  ) -> [Diagnostic] {
    var notes = [mix.note, PartialSeries.note(pairs, before, after), MixedSides.note(pairs)].compactMap(\.self)
    if let order = RunOrder.note(before, after) { notes.append(order) }
    let oneSided = pairs.filter { $0.place == .compared }.flatMap(Self.oneSidedQuantiles)
    if !oneSided.isEmpty {
      let names = Set(oneSided).sorted().map(\.name).joined(separator: ", ")
      notes.append(
        Diagnostic(
          .note, .oneSidedStatistic, "only one side holds \(names): not compared",
          hint: "record both sides with the same --summary-trend-stats"))
    }
    return notes
  }

  private static func oneSidedQuantiles(_ pair: PairedSeries) -> [Statistic] {
    guard case .distribution(.quantiles(let x))? = pair.before.first?.series.content,
      case .distribution(.quantiles(let y))? = pair.after.first?.series.content
    else { return [] }
    return Set(x.statistics).symmetricDifference(y.statistics).filter { statistic in
      if case .quantile = statistic { true } else { false }
    }
  }
}

extension DiagnosticID {
  /// The shares of the endpoints in all requests moved.
  static let endpointMix = DiagnosticID(rawValue: "endpoint-mix")
  /// A quantile is in the files of one side only.
  static let oneSidedStatistic = DiagnosticID(rawValue: "one-sided-statistic")
}

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
  /// Whether there is a filter that no series of either side passes.
  let isFilteredEmpty: Bool
  /// What was noticed in putting the sides side by side.
  let notes: [Diagnostic]

  init(_ first: Side, _ second: Side, policy: ComparisonPolicy) {
    let isInterleaved = RunOrder.isInterleaved(first, second)
    isPaired = policy.paired ?? isInterleaved
    before = isInterleaved ? RunOrder.inTimeOrder(first) : first
    after = isInterleaved ? RunOrder.inTimeOrder(second) : second
    let pairs = Pairing.pair(before, after, filter: policy.filter)
    isFilteredEmpty = policy.filter != nil && pairs.isEmpty
    let outcomes = TestOutcomes(before, after, filter: policy.filter)
    tests = outcomes.coverage
    preconditions = Preconditions.check(before, after)
    renamed = RenamedCandidates.find(pairs)
    ledger = Self.count(pairs, renamed)
    mix = EndpointMix(before, after)
    rows = Self.judge(pairs, outcomes.rows(), mix, isPaired: isPaired, preconditions, policy)
    notes = Self.notes(before, after, pairs, mix)
  }

  /// Whether everything that was called or run before was called or run after.
  var isWhole: Bool { ledger.endpointsMatched == ledger.endpointsBefore && tests.matched == tests.before }

  private static func judge(
    _ pairs: [PairedSeries], _ outcomes: [Row], _ mix: EndpointMix, isPaired: Bool, _ preconditions: [Precondition],
    _ policy: ComparisonPolicy
  ) -> [Row] {
    let maker = RowMaker(policy: policy, isPaired: isPaired)
    var rows: [Row] = []
    for pair in pairs where !TestOutcomes.owns(pair.key) { rows += maker.rows(pair) }
    rows += outcomes
    GatedFamily.mark(&rows, policy: policy)
    mix.apply(to: &rows)
    ErrorShift.apply(to: &rows)
    refuse(&rows, preconditions)
    GatedFamily.correct(&rows)
    rows.sort { ($0.key, $0.statistic) < ($1.key, $1.statistic) }
    return rows
  }

  /// A failed precondition takes the verdicts of the load's own figures; where every request failed, the failures still speak.
  private static func refuse(_ rows: inout [Row], _ preconditions: [Precondition]) {
    let failed = preconditions.filter { $0.outcome == .fails }
    guard !failed.isEmpty else { return }
    let onlyFailures = failed.allSatisfy { $0.id == Preconditions.success }
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
    var notes = [mix.note, partial(pairs, before, after)].compactMap(\.self)
    if RunOrder.isSequential(before, after) {
      notes.append(
        Diagnostic(
          .warning, .sequentialRuns, "all runs of one side were recorded before all of the other",
          hint: "drift of the machine looks like a change: record before and after in turn"))
    }
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

  /// Series of the gated family that only some runs of a side hold: a run without them is no run with good figures. Endpoints are
  /// held against each other, because files of one endpoint each, as ab writes them, are runs too.
  private static func partial(_ pairs: [PairedSeries], _ before: Side, _ after: Side) -> Diagnostic? {
    let declared = pairs.filter { GatedFamily.declares($0.key) }
    func expected(_ runs: KeyPath<PairedSeries, [PairedSeries.Observed]>, _ side: Side) -> [MetricID: Int] {
      Dictionary(grouping: declared.filter { $0.key.endpoint != nil }, by: \.key.metric)
        .mapValues { $0.map { $0[keyPath: runs].count }.max() ?? side.runs.count }
    }
    let expectedBefore = expected(\.before, before)
    let expectedAfter = expected(\.after, after)
    let partial = declared.filter { pair in
      func isPartial(_ held: Int, _ expected: [MetricID: Int], _ side: Side) -> Bool {
        let count = pair.key.endpoint == nil ? side.runs.count : expected[pair.key.metric] ?? 0
        return held > 0 && held < count
      }
      return isPartial(pair.before.count, expectedBefore, before) || isPartial(pair.after.count, expectedAfter, after)
    }
    guard let first = partial.first else { return nil }
    let name = [first.key.metric.rawValue, first.key.endpoint].compactMap(\.self).joined(separator: " of ")
    return Diagnostic(
      .warning, .partialSeries,
      "not every run of a side holds \(name)" + (partial.count == 1 ? "" : " and \(partial.count - 1) more series"),
      hint: "the runs that hold it are compared; was the test changed between the runs?")
  }

  private static func oneSidedQuantiles(_ pair: PairedSeries) -> [Statistic] {
    guard case .distribution(let x)? = pair.before.first?.series.content,
      case .distribution(let y)? = pair.after.first?.series.content
    else { return [] }
    return Set(x.knownQuantiles.map(\.p)).symmetricDifference(y.knownQuantiles.map(\.p)).map(Statistic.quantile)
  }
}

extension DiagnosticID {
  /// All runs of one side were recorded before all runs of the other.
  static let sequentialRuns = DiagnosticID(rawValue: "sequential-runs")
  /// The shares of the endpoints in all requests moved.
  static let endpointMix = DiagnosticID(rawValue: "endpoint-mix")
  /// Only some runs of a side hold a series of the gated family.
  static let partialSeries = DiagnosticID(rawValue: "partial-series")
  /// A quantile is in the files of one side only.
  static let oneSidedStatistic = DiagnosticID(rawValue: "one-sided-statistic")
}

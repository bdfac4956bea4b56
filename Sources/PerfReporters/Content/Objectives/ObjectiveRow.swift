import PerfAnalysis
import PerfModel

/// A finished objective with its words.
struct ObjectiveRow: Hashable {
  let result: ObjectiveResult
  /// Endpoint and labels of what answered, or of what was asked for.
  let subject: String
  let name: [Inline]
  /// `p95`, `error_ratio`, `change of p95`.
  let measure: String
  let figures: ObjectiveFigures

  init(_ result: ObjectiveResult) {
    self.result = result
    let objective = result.objective
    name = result.key.map(SeriesName.inlines) ?? Self.asked(objective)
    subject = result.key.map(SeriesName.subject) ?? name.letters
    measure = Self.measure(objective)
    figures = ObjectiveFigures(result)
  }

  var status: ObjectiveStatus { result.status }

  /// `✗ breached`, `~ too close to call`.
  ///
  /// What does not take part in the verdict says so, or a breach beside a green light would look like a mistake; the runs' own thresholds
  /// stand in a section of their own, whose title says it.
  var statusText: String {
    let isPlain = result.decides || result.objective.source.origin == .tool
    return Words.symbol(status) + " " + Words.status(status) + (isPlain ? "" : " (does not decide)")
  }

  var tone: Tone { Words.tone(status) }

  /// The load it is meant for, empty for any.
  var load: String { result.objective.scenario?.name ?? "" }

  /// Empty for the ordinary tier.
  var tier: String { result.objective.tier == .target ? "" : result.objective.tier.rawValue }

  /// `slo.md:12`; nil for the command line.
  var place: String? { Self.place(result.objective.source) }

  /// One sentence for programs that show one: `p95 is 245 ms, and has to be ≤ 200 ms`.
  var sentence: String {
    let interval = figures.interval.isEmpty ? "" : " (90 % interval \(figures.interval))"
    let actual = result.actual == nil ? "is not known" : "is \(figures.actual)\(interval)"
    let place = subject == SeriesName.wholeRun ? "the \(subject)" : subject
    return "\(measure) of \(place) \(actual), and has to be \(figures.bound)"
  }

  static func place(_ source: ObjectiveSource) -> String? {
    source.file.map { file in source.line.map { "\(file):\($0)" } ?? file }
  }

  /// The order of reports: what is broken first, the worst tier and the worst miss on top; the rest as in the documents.
  static func worstFirst(_ rows: [ObjectiveRow]) -> [ObjectiveRow] {
    rows.enumerated().sorted { a, b in
      let ranks = (a.element.rank, b.element.rank)
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      guard a.element.status == .breached else { return a.offset < b.offset }
      let misses = (a.element.result.headroom ?? 0, b.element.result.headroom ?? 0)
      return misses.0 != misses.1 ? misses.0 < misses.1 : a.offset < b.offset
    }.map(\.element)
  }

  private var rank: Int {
    switch (status, result.objective.tier) {
    case (.breached, .max): 0
    case (.breached, .critical): 1
    case (.breached, .target): 2
    case (.breached, .warning): 3
    case (.tooCloseToCall, _): 4
    case (.unknown, _): 5
    case (.met, _): 6
    }
  }

  private static func asked(_ objective: Objective) -> [Inline] {
    switch objective.scope {
    case .unstated, .exactly(nil): [.text(SeriesName.wholeRun)]
    case .everyEndpoint: [.text("every endpoint")]
    case .named(let name), .exactly(let name?): [.code(name)]
    }
  }

  private static func measure(_ objective: Objective) -> String {
    let measure = SeriesName.measure(objective.metric, objective.statistic)
    if case .change = objective.bound { return "change of " + measure }
    return measure
  }
}

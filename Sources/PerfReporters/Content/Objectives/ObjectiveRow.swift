import PerfAnalysis
import PerfModel

/// A finished objective and its words, which are made when somebody asks for them: a document may have 100,000 objectives, of
/// which a report shows a thousand.
struct ObjectiveRow: Hashable {
  let result: ObjectiveResult

  /// Endpoint and labels of what answered, or of what was asked for.
  var subject: String { result.key.map(SeriesName.subject) ?? name.letters }

  var name: [Inline] { result.key.map(SeriesName.inlines) ?? Self.asked(result.objective) }

  /// `p95`, `error_ratio`, `change of p95`.
  var measure: String { Self.measure(result.objective) }

  var figures: ObjectiveFigures { ObjectiveFigures(result) }

  init(_ result: ObjectiveResult) { self.result = result }

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
    let (figures, subject) = (figures, subject)
    let interval = figures.interval.isEmpty ? "" : " (90 % interval \(figures.interval))"
    let actual = result.actual == nil ? "is not known" : "is \(figures.actual)\(interval)"
    let place = subject == SeriesName.wholeRun ? "the \(subject)" : subject
    return "\(measure) of \(place) \(actual), and has to be \(figures.bound)"
  }

  static func place(_ source: ObjectiveSource) -> String? {
    source.file.map { file in source.line.map { "\(file):\($0)" } ?? file }
  }

  /// In the order of reports.
  static func worstFirst(_ rows: [ObjectiveRow]) -> [ObjectiveRow] {
    ObjectiveUrgency.worstFirst(rows.lazy.map(\.result)).map { rows[$0] }
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

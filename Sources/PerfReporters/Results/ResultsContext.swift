public import PerfAnalysis
public import PerfDiagnostics
public import PerfModel

/// Everything that a results template may name, finished and in words (docs/templates.md).
public struct ResultsContext: Sendable, Hashable {
  /// What was noticed in the inputs, each once.
  public let findings: [Diagnostic]
  /// Verdict and claim in one sentence; that nothing was judged where nothing was.
  public let headline: String
  let root: TemplateObject

  /// - Parameters:
  ///   - runs: what was measured: the runs of one side.
  ///   - seen: what was seen of the service beside them; nil where nothing was.
  ///   - check: the runs held against objectives; nil where none were given.
  ///   - comparison: the runs beside those before a change; nil where there are none.
  ///   - findings: what was noticed in reading the runs, beside what each run says itself.
  ///   - formats: the formats that the runs were read from, for how to record more.
  ///   - options: of the options, the label and the time.
  public init(
    runs: [Run], seen: SideFindings? = nil, check: CheckAssessment? = nil, comparison: Assessment? = nil,
    findings: [Diagnostic] = [],
    formats: [FormatText] = [], options: ReportOptions = ReportOptions()
  ) {
    let checked = check.map(CheckContent.init)
    let compared = comparison.map(ComparisonContent.init)
    let rows = check?.results.map(ObjectiveRow.init) ?? []
    let measured = ResultsMeasurements(runs, rows)
    let questions = ResultsQuestions(runs: runs, seen: seen, check: checked, comparison: compared)
    let noticed = Self.distinct(
      runs.flatMap(\.diagnostics) + findings + (check?.diagnostics ?? []) + (comparison?.diagnostics ?? []))
    self.findings = noticed
    let judged = Self.judged(checked, compared)
    headline = judged.first?.text ?? "NOT JUDGED  there are no objectives and no runs before"
    root = TemplateObject(
      Self.summary(judged, options)
        + [
          ("environment", .object(ResultsCircumstances.environment(runs))),
          ("runs", .list(runs.map(ResultsCircumstances.run))), ("load", .object(measured.load)),
          ("endpoints", .list(measured.endpoints)),
          ("wholeRun", measured.wholeRun.map(TemplateValue.object) ?? .unknown),
          ("throughput", .object(measured.throughput)), ("errors", .object(measured.errors)),
          ("checks", .list(measured.checks)), ("resources", .list(measured.resources(seen))),
          ("check", checked.map { .object(ResultsVerdicts.check($0, rows)) } ?? .unknown),
          ("comparison", compared.map { .object(ResultsVerdicts.comparison($0)) } ?? .unknown),
          ("bottlenecks", .texts(questions.bottlenecks)), ("nextSteps", .texts(questions.nextSteps)),
          ("missing", .texts(questions.missing)),
          ("recording", .list(formats.map(ResultsCircumstances.recording))),
          ("dataQuality", .list(noticed.map(ResultsCircumstances.finding))),
        ])
  }

  /// What was judged, the worse first: it stands for both. Of two equal ones it is the check, which is about this side alone.
  private static func judged(_ check: CheckContent?, _ comparison: ComparisonContent?) -> [Judged] {
    let judged = [check.map(Judged.init), comparison.map(Judged.init)].compactMap(\.self)
    return judged.count == 2 && judged[1].badness > judged[0].badness ? judged.reversed() : judged
  }

  private static func summary(_ judged: [Judged], _ options: ReportOptions) -> [(String, TemplateValue)] {
    let first = judged.first
    let second = judged.dropFirst().first
    let sentences = (first?.sentences ?? []) + (second.map { [[.text($0.text)]] + $0.sentences } ?? [])
    return [
      ("title", .text(options.label ?? "Load test results")), ("headline", .optional(first?.text)),
      ("light", .text(first?.light ?? "⚪")), ("status", .optional(first?.status.rawValue)),
      ("summary", .texts(sentences)),
      ("generatedAt", .optional(options.generatedAt)),
    ]
  }

  private static func distinct(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }
  }
}

/// A headline with what stands behind it.
private struct Judged {
  let text: String
  let sentences: [[Inline]]
  let status: Status
  private let isBad: Bool

  init(_ check: CheckContent) {
    self.init(check.headline.text, check.headline.sentences, check.headline.tone, check.assessment.judgement)
  }

  init(_ comparison: ComparisonContent) {
    let headline = comparison.headline
    self.init(headline.text, headline.sentences, headline.tone, comparison.assessment.judgement)
  }

  private init(_ text: String, _ sentences: [[Inline]], _ tone: Tone, _ judgement: Judgement) {
    self.text = text
    self.sentences = sentences
    isBad = judgement == .bad
    status =
      switch tone {
      case .bad: .red
      case .warning: .yellow
      case .good, .neutral: .green
      }
  }

  var light: String {
    switch status {
    case .red: "🔴"
    case .yellow: "🟡"
    case .green: "🟢"
    }
  }

  /// The colour first; within one, what is bad outranks what could not be judged.
  var badness: Int {
    switch status {
    case .red: 3
    case .yellow: isBad ? 2 : 1
    case .green: 0
    }
  }
}

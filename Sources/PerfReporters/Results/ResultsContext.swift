public import PerfAnalysis
public import PerfDiagnostics
public import PerfModel

/// Everything that a results template may name, finished and in words (docs/templates.md).
public struct ResultsContext: Sendable, Hashable {
  /// What was noticed in the inputs, each once.
  public let findings: [Diagnostic]
  let root: TemplateObject

  /// - Parameters:
  ///   - runs: what was measured: the runs of one side.
  ///   - check: the runs held against objectives; nil where none were given.
  ///   - comparison: the runs beside those before a change; nil where there are none.
  ///   - findings: what was noticed in reading the runs, beside what each run says itself.
  ///   - formats: the formats that the runs were read from, for how to record more.
  ///   - options: of the options, the label and the time.
  public init(
    runs: [Run], check: CheckAssessment? = nil, comparison: Assessment? = nil, findings: [Diagnostic] = [],
    formats: [FormatText] = [], options: ReportOptions = ReportOptions()
  ) {
    let checked = check.map(CheckContent.init)
    let compared = comparison.map(ComparisonContent.init)
    let rows = check?.results.map(ObjectiveRow.init) ?? []
    let measured = ResultsMeasurements(runs, rows)
    let questions = ResultsQuestions(runs: runs, check: checked, comparison: compared)
    let noticed = Self.distinct(
      runs.flatMap(\.diagnostics) + findings + (check?.diagnostics ?? []) + (comparison?.diagnostics ?? []))
    self.findings = noticed
    root = TemplateObject(
      Self.summary(checked, compared, options)
        + [
          ("environment", .object(ResultsCircumstances.environment(runs))),
          ("runs", .list(runs.map(ResultsCircumstances.run))), ("load", .object(measured.load)),
          ("endpoints", .list(measured.endpoints)),
          ("wholeRun", measured.wholeRun.map(TemplateValue.object) ?? .unknown),
          ("throughput", .object(measured.throughput)), ("errors", .object(measured.errors)),
          ("checks", .list(measured.checks)), ("resources", .list(measured.resources)),
          ("check", checked.map { .object(ResultsVerdicts.check($0, rows)) } ?? .unknown),
          ("comparison", compared.map { .object(ResultsVerdicts.comparison($0)) } ?? .unknown),
          ("bottlenecks", .texts(questions.bottlenecks)), ("nextSteps", .texts(questions.nextSteps)),
          ("missing", .texts(questions.missing)),
          ("recording", .list(formats.map(ResultsCircumstances.recording))),
          ("dataQuality", .list(noticed.map(ResultsCircumstances.finding))),
        ])
  }

  private static func summary(
    _ check: CheckContent?, _ comparison: ComparisonContent?, _ options: ReportOptions
  ) -> [(String, TemplateValue)] {
    let tones = [check?.headline.tone, comparison?.headline.tone].compactMap(\.self)
    // The check is about this side alone; where there is one, the comparison follows it.
    let second = check == nil ? nil : comparison?.headline.text
    let sentences =
      (check?.headline.sentences ?? []) + [second.map { [.text($0)] }].compactMap(\.self)
      + (comparison?.headline.sentences ?? [])
    return [
      ("title", .text(options.label ?? "Load test results")),
      ("headline", .optional(check?.headline.text ?? comparison?.headline.text)),
      ("light", .text(Self.light(tones))), ("status", .optional(Self.status(tones))), ("summary", .texts(sentences)),
      ("generatedAt", .optional(options.generatedAt)),
    ]
  }

  /// The worse of two judgements stands for both.
  private static func light(_ tones: [Tone]) -> String {
    if tones.contains(.bad) { return "🔴" }
    if tones.contains(.warning) { return "🟡" }
    return tones.isEmpty ? "⚪" : "🟢"
  }

  private static func status(_ tones: [Tone]) -> String? {
    if tones.contains(.bad) { return Status.red.rawValue }
    if tones.contains(.warning) { return Status.yellow.rawValue }
    return tones.isEmpty ? nil : Status.green.rawValue
  }

  private static func distinct(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }
  }
}

import PerfDiagnostics
public import PerfModel

/// What the tool that wrote a run says of the objectives that the run itself declares.
public struct ToolVerdicts: Sendable {
  public let run: Run
  public let verdicts: [Verdict]

  public init(run: Run, verdicts: [Verdict]) {
    self.run = run
    self.verdicts = verdicts
  }

  /// The tool's word on one objective.
  public struct Verdict: Sendable {
    public let objective: Objective
    public let isMet: Bool

    public init(objective: Objective, isMet: Bool) {
      self.objective = objective
      self.isMet = isMet
    }
  }

  /// Where our reading of the same run says otherwise: a warning; where the tool passes what counted nothing: a note.
  func findings(policy: ComparisonPolicy) -> [Diagnostic] {
    var evaluator = ObjectiveEvaluator(Side(runs: [run]), [], policy: policy)
    var log = DiagnosticLog()
    for verdict in verdicts {
      let result = evaluator.evaluate(verdict.objective)
      if let holds = result.isHeld, let actual = result.actual {
        if holds != verdict.isMet { log.record(disagreement(verdict, result, actual)) }
      } else if verdict.isMet {
        log.record(withoutData(verdict, result))
      }
    }
    return log.diagnostics
  }

  private func disagreement(_ verdict: Verdict, _ result: ObjectiveResult, _ actual: Double) -> Diagnostic {
    let metric = result.key.flatMap { run[$0]?.metric } ?? MetricCatalogue.metric(verdict.objective.metric)
    let value = metric.map { SeriesText.amount(actual, $0) } ?? "\(actual)"
    return Diagnostic(
      .warning, .objectiveDisagreement, "\(claim(verdict, result)), but the file shows \(value)", at: place(verdict),
      hint: "was the file edited, or does the tool count otherwise?")
  }

  private func withoutData(_ verdict: Verdict, _ result: ObjectiveResult) -> Diagnostic {
    Diagnostic(
      .note, .objectiveWithoutData, "\(claim(verdict, result)), but \(result.reason ?? "nothing was measured")",
      at: place(verdict), hint: "a pass without data is none")
  }

  private func claim(_ verdict: Verdict, _ result: ObjectiveResult) -> String {
    let name = result.key.map(SeriesText.name) ?? verdict.objective.metric.rawValue
    return "\(run.tool) says that '\(verdict.objective.text)' of \(name) is \(verdict.isMet ? "met" : "breached")"
  }

  private func place(_ verdict: Verdict) -> SourceLocation {
    let source = verdict.objective.source
    return SourceLocation(file: source.file ?? run.files.first?.path, line: source.line, column: source.column)
  }
}

extension DiagnosticID {
  /// A tool's own verdict on its threshold is not what its figures say.
  static let objectiveDisagreement = DiagnosticID(rawValue: "objective-disagreement")
  /// A tool passes a threshold on something that counted nothing.
  static let objectiveWithoutData = DiagnosticID(rawValue: "objective-without-data")
}

import PerfDiagnostics
public import PerfModel

/// The objectives that a run declares itself, as k6 thresholds are, and what its tool says of them.
public struct RunThresholds: Sendable {
  public let run: Run
  public let thresholds: [Threshold]
  /// Those whose expression could not be read.
  public let unread: [UnreadTarget]

  public init(run: Run, thresholds: [Threshold], unread: [UnreadTarget] = []) {
    self.run = run
    self.thresholds = thresholds
    self.unread = unread
  }

  /// One declared objective.
  public struct Threshold: Sendable {
    public let objective: Objective
    /// The tool's own verdict, nil where the file holds none.
    public let isMet: Bool?

    public init(objective: Objective, isMet: Bool?) {
      self.objective = objective
      self.isMet = isMet
    }
  }

  /// Where our reading of the same run says otherwise: a warning; where the tool passes what counted nothing: a note.
  func findings(policy: ComparisonPolicy, showsSilence: Bool) -> [Diagnostic] {
    var evaluator = ObjectiveEvaluator(Side(runs: [run]), [], policy: policy)
    var log = DiagnosticLog()
    for threshold in thresholds {
      guard let isMet = threshold.isMet else { continue }
      let result = evaluator.evaluate(threshold.objective)
      if let holds = result.isHeld, let actual = result.actual {
        if holds != isMet { log.record(disagreement(claim(result, isMet), result, actual)) }
      } else if isMet, showsSilence {
        log.record(withoutData(claim(result, isMet), result))
      }
    }
    return log.diagnostics
  }

  private func disagreement(_ claim: String, _ result: ObjectiveResult, _ actual: Double) -> Diagnostic {
    let metric = result.key.flatMap { run[$0]?.metric } ?? MetricCatalogue.metric(result.objective.metric)
    let value = metric.map { SeriesText.amount(actual, $0) } ?? "\(actual)"
    return Diagnostic(
      .warning, .objectiveDisagreement, "\(claim), but the file shows \(value)", at: place(result.objective.source),
      hint: "was the file edited, or does the tool count otherwise?")
  }

  private func withoutData(_ claim: String, _ result: ObjectiveResult) -> Diagnostic {
    Diagnostic(
      .note, .objectiveWithoutData, "\(claim), but \(result.reason ?? "nothing was measured")",
      at: place(result.objective.source), hint: "a pass without data is none")
  }

  private func claim(_ result: ObjectiveResult, _ isMet: Bool) -> String {
    "\(run.tool) says that '\(result.objective.text)' is \(isMet ? "met" : "breached")"
  }

  private func place(_ source: ObjectiveSource) -> SourceLocation {
    SourceLocation(file: source.file ?? run.files.first?.path, line: source.line, column: source.column)
  }
}

extension RunThresholds {
  /// A note for each threshold that could not be read.
  var unreadNotes: [Diagnostic] {
    unread.map { target in
      Diagnostic(
        .note, .thresholdNotUnderstood, "the run's own threshold '\(target.text)' was not understood: \(target.reason)",
        at: place(target.source))
    }
  }
}

extension DiagnosticID {
  /// A threshold that a run declares itself is of no known form.
  static let thresholdNotUnderstood = DiagnosticID(rawValue: "threshold-not-understood")
  /// A tool's own verdict on its threshold is not what its figures say.
  static let objectiveDisagreement = DiagnosticID(rawValue: "objective-disagreement")
  /// A tool passes a threshold on something that counted nothing.
  static let objectiveWithoutData = DiagnosticID(rawValue: "objective-without-data")
}

import ArgumentParser
import PerfAnalysis
import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfReporters

/// Fills the template of load test results.
struct ReportCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Fill the results template: verdict, endpoints, targets, errors, before and after, open questions.",
    discussion: """
      EXAMPLE
        perfreport report after.json > RESULTS.md
        perfreport report after.json --slo SLO.md -o RESULTS.md
        perfreport report after/ --before before/ --slo SLO.md
        perfreport report after.json --template team.md

      Several runs are one side. What nobody measured is left as a question,
      never blank and never zero.
      The exit status is that of 'check' and, with --before, of 'compare': 1
      when either is bad, else 2 when either could not judge, else 0. Where
      there are neither objectives nor thresholds of the run's own nor a before
      side, nothing is judged: the report is written, and the status is 0.
      """)

  @OptionGroup
  var measured: MeasuredOptions

  @Option(help: ArgumentHelp("A run before the change, to compare with. Repeatable.", valueName: "run"))
  var before: [String] = []

  @OptionGroup(title: "Judging")
  var judging: PolicyOptions

  @OptionGroup(title: "Outputs")
  var outputs: TemplateOutputOptions

  func perform(_ console: Console) throws -> ExitStatus {
    try InputOptions.refuseTwoStandardInputs(measured.runs + before, of: "report")
    if before.isEmpty, let option = judging.comparingOption {
      throw CommandFailure(
        status: .usage, message: "\(option) is about a comparison; name the runs before the change with --before")
    }
    let objectives = measured.objectives
    let beside = objectives.documents + [outputs.template].compactMap(\.self)
    try InputOptions.refuseOverwriting(beside, by: outputs.output)
    // Before the runs, which may take long to read.
    let template = try outputs.resultsTemplate()
    var policy = try judging.policy()
    policy.scenario = objectives.scenario
    let statements = try objectives.statements(config: try judging.basics.file())

    let console = console.quiet(outputs.quiet)
    let old =
      before.isEmpty
      ? nil : try measured.inputs.side("before", before, outputs: outputs.output, hashesFiles: true, console)
    let new = try measured.side(
      outputs: outputs.output, hashesFiles: true, comparedWith: old?.runs ?? [], console)
    if let old, let complaint = SideChecks.emptyFilter(judging.filter, old.runs, new.runs) {
      console.report("perfreport: " + PrintableText.escape(complaint))
    }
    let check = self.check(new, statements, policy)
    let comparison = old.map { old in
      let board = ObjectiveBoard(statements, thresholds: (old.runs + new.runs).map(RunThresholds.init(declaredBy:)))
      return Comparer(policy: policy).compare(old, new, objectives: board)
    }
    let context = ResultsContext(
      runs: new.runs, seen: SideFindings(EvidenceSide(new)), check: check, comparison: comparison,
      findings: new.diagnostics,
      formats: Self.formats(new.runs),
      options: outputs.reportOptions)
    for diagnostic in context.findings where diagnostic.severity == .error { console.report(diagnostic.text) }
    try outputs.write(console, headline: context.headline) { format in
      switch format {
      case .markdown: try ResultsReport.render(context, template: template)
      case .json: ResultsReport.json(context)
      }
    }
    return Self.status([check?.judgement, comparison?.judgement].compactMap(\.self))
  }

  /// The runs held against what one side alone can answer; nil where nothing of that kind was asked for.
  private func check(
    _ side: ComparedSide, _ statements: [ObjectiveStatement]?, _ policy: ComparisonPolicy
  ) -> CheckAssessment? {
    // With a before side, the comparison judges the bounds on a change.
    let own = before.isEmpty ? statements : statements?.filter { !$0.isAboutChange }
    let board = ObjectiveBoard(own, thresholds: side.runs.map(RunThresholds.init(declaredBy:)))
    // A document that says nothing was meant to be judged by; only where nothing was named is there nothing to judge.
    let isNamedInVain = statements?.isEmpty ?? false
    let isEmpty = board.objectives.isEmpty && board.notMeasurable.isEmpty && board.notUnderstood.isEmpty
    return isEmpty && !isNamedInVain ? nil : Checker(policy: policy).check(side, board)
  }

  /// Each format once, in the order of the runs.
  private static func formats(_ runs: [Run]) -> [FormatText] {
    var seen: Set<String> = []
    return runs.filter { seen.insert($0.format).inserted }.map { FormatText($0.format, tool: $0.tool) }
  }

  private static func status(_ judgements: [Judgement]) -> ExitStatus {
    if judgements.contains(.bad) { return .bad }
    return judgements.contains(.unjudged) ? .unjudged : .good
  }
}

extension ObjectiveStatement {
  /// Whether it bounds a change, for which there have to be two sides.
  fileprivate var isAboutChange: Bool {
    if case .objective(let objective) = self, case .change = objective.bound { return true }
    return false
  }
}

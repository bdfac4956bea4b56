import ArgumentParser
import PerfAnalysis
import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfReporters

/// Holds runs against objectives.
struct CheckCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hold runs against objectives: a row per objective with its bound, what was measured, and a status.",
    discussion: """
      EXAMPLE
        perfreport check after.json --slo SLO.md
        perfreport check after.json --slo 'GET /api/feed p95 < 200ms'
        perfreport check runs/ --slo SLO.md --scenario peak -o slo.xml
        perfreport check after.json        (the run's own thresholds)

      Several runs are one side: their own spread is the uncertainty. A name
      that no endpoint answers to is listed with the nearest ones; 'endpoints:'
      in perfreport.yml says what it means.
      The exit status is 1 when an objective is breached. Where the bound lies
      inside the interval of the value, the value itself decides, and --strict
      makes it 2. It is 2 when nothing could be evaluated.
      """)

  @Argument(help: ArgumentHelp("Runs of one side: PATH, LABEL=PATH or '-'.", valueName: "run"))
  var runs: [String]

  @OptionGroup(title: "Objectives")
  var objectives: ObjectiveOptions

  @OptionGroup(title: "Judging")
  var judging: BasicPolicyOptions

  @OptionGroup(title: "Inputs")
  var inputs: InputOptions

  @OptionGroup(title: "Outputs")
  var outputs: OutputOptions

  func perform(_ console: Console) throws -> ExitStatus {
    guard runs.count(where: { $0 == "-" }) <= 1 else {
      throw CommandFailure(
        status: .usage, message: "standard input can be only one run; 'perfreport check --help' shows examples")
    }
    var policy = try judging.policy()
    policy.scenario = objectives.scenario
    let loaded = try inputs.loader(console).load(runs.map { InputSpec(argument: $0) })
    let board = try objectives.board(config: try judging.file(), runs: loaded.runs)
    let label = loaded.runs.count == 1 ? loaded.runs[0].label : "runs"
    let side = ComparedSide(label: label, runs: loaded.runs, diagnostics: loaded.findings)
    let assessment = Checker(policy: policy).check(side, board)
    for diagnostic in assessment.diagnostics where diagnostic.severity == .error { console.report(diagnostic.text) }
    try outputs.write(console) { format, options in
      switch format {
      case .text: CheckReport.text(assessment, options)
      case .markdown: CheckReport.markdown(assessment, options)
      case .json: CheckReport.json(assessment, generatedAt: options.generatedAt)
      case .junit: CheckReport.junit(assessment, isStrict: policy.isStrict)
      case .github: CheckReport.github(assessment)
      }
    }
    return ExitStatus(assessment.judgement)
  }
}

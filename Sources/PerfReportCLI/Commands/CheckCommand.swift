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
        perfreport check runs/ --slo SLO.md --slo 'GET /api/feed p95 < 200ms' --scenario peak -o slo.xml
        perfreport check after.json                        (the thresholds that the run declares itself)

      Several runs are one side: their own spread is the uncertainty. Names in a document that no endpoint answers to are
      listed with the nearest ones; 'endpoints:' in perfreport.yml says what they mean.
      The exit status is 1 when an objective is breached; where the bound lies inside the interval of the value, the value
      itself decides, and --strict makes it 2. It is 2 when nothing could be evaluated.
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

  func validate() throws {
    guard runs.count(where: { $0 == "-" }) <= 1 else { throw ValidationError("standard input can be only one run") }
  }

  func perform(_ console: Console) throws -> ExitStatus {
    var policy = try judging.policy()
    policy.scenario = objectives.scenario
    let loaded = try inputs.loader().load(runs.map { InputSpec(argument: $0) })
    let board = try objectives.board(config: try judging.file(), runs: loaded.runs)
    let label = loaded.runs.count == 1 ? loaded.runs[0].label : "runs"
    let side = ComparedSide(label: label, runs: loaded.runs, diagnostics: loaded.diagnostics)
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

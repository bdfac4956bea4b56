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

  @OptionGroup
  var measured: MeasuredOptions

  @OptionGroup(title: "Judging")
  var judging: BasicPolicyOptions

  @OptionGroup(title: "Outputs")
  var outputs: OutputOptions

  func perform(_ console: Console) throws -> ExitStatus {
    try InputOptions.refuseTwoStandardInputs(measured.runs, of: "check")
    var policy = try judging.policy()
    policy.scenario = measured.objectives.scenario
    try InputOptions.refuseOverwriting(measured.objectives.documents, by: outputs.output)
    let side = try measured.side(outputs: outputs.output, console.quiet(outputs.quiet))
    let board = try measured.objectives.board(config: try judging.file(), runs: side.runs)
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

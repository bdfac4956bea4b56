import ArgumentParser
import PerfAnalysis
import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfReporters

/// Compares what was measured before a change with what was measured after it.
struct CompareCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare before and after: every metric of every endpoint, with its uncertainty and a verdict.",
    discussion: """
      EXAMPLE
        perfreport compare before.json after.json
        perfreport compare before/ after/ -o report.md -o report.json
        perfreport compare before.json after.json --slo SLO.md
        perfreport compare --before b1.json --before b2.json --after a1.json

      A side is a file or a folder; in a folder every recognised file is a run,
      and pg_stat_statements and EXPLAIN output beside them show which queries changed.
      With three or more runs a side the runs' own spread decides; with one, a
      run-to-run noise of 5 % is assumed and the verdict says 'not replicated'.
      The exit status is 1 when, and only when, a gated row is surely worse than
      its margin or the side after misses an objective; 2 when nothing could be
      judged, as where a side holds only evidence, which is shown. The headline says
      whether a breach is new or was there before.
      Thresholds that the runs declare themselves are noted, never gated on.
      """)

  @Argument(help: ArgumentHelp("Runs before and after: PATH, LABEL=PATH or '-'.", valueName: "before> <after"))
  var sides: [String] = []

  @Option(
    name: .customLong("before"), help: ArgumentHelp("Another run of the before side. Repeatable.", valueName: "run"))
  var moreBefore: [String] = []

  @Option(
    name: .customLong("after"), help: ArgumentHelp("Another run of the after side. Repeatable.", valueName: "run"))
  var moreAfter: [String] = []

  @Flag(help: "Worsen every gated row on purpose and name those that would not notice.")
  var selfTest = false

  @OptionGroup(title: "Objectives")
  var objectives: ObjectiveOptions

  @OptionGroup(title: "Judging")
  var judging: PolicyOptions

  @OptionGroup(title: "Inputs")
  var inputs: InputOptions

  @OptionGroup(title: "Outputs")
  var outputs: OutputOptions

  func perform(_ console: Console) throws -> ExitStatus {
    try checkSides()
    var policy = try judging.policy()
    policy.scenario = objectives.scenario
    let before = try inputs.side(
      "before", sides.prefix(1) + moreBefore, outputs: outputs.output, uses: [.resources, .queries], needsResult: false,
      console.quiet(outputs.quiet))
    let after = try inputs.side(
      "after", sides.suffix(1) + moreAfter, outputs: outputs.output, comparedWith: before.runs,
      uses: [.resources, .queries], needsResult: false, console.quiet(outputs.quiet))
    if let complaint = SideChecks.emptyFilter(judging.filter, before.runs, after.runs) {
      console.report("perfreport: " + PrintableText.escape(complaint))
    }
    let board = try objectives.board(config: try judging.basics.file(), runs: before.runs + after.runs)
    let assessment = Comparer(policy: policy).compare(before, after, objectives: board, selfTest: selfTest)
    for diagnostic in assessment.diagnostics where diagnostic.severity == .error { console.report(diagnostic.text) }
    try outputs.write(console) { format, options in
      switch format {
      case .text: ComparisonReport.text(assessment, options)
      case .markdown: ComparisonReport.markdown(assessment, options)
      case .json: ComparisonReport.json(assessment, generatedAt: options.generatedAt)
      case .junit: ComparisonReport.junit(assessment, isStrict: policy.isStrict)
      case .github: ComparisonReport.github(assessment)
      }
    }
    return ExitStatus(assessment.judgement)
  }

  /// Checked here and not by the parser, which would complain of the number of runs before it named a mistyped option.
  private func checkSides() throws {
    func refuse(_ message: String) -> CommandFailure {
      CommandFailure(status: .usage, message: message + "; 'perfreport compare --help' shows examples")
    }
    guard sides.isEmpty || sides.count == 2 else {
      throw refuse(
        "compare takes two runs, BEFORE and AFTER, and was given \(sides.count); add more with --before and --after")
    }
    guard !sides.isEmpty || !(moreBefore.isEmpty || moreAfter.isEmpty) else {
      throw refuse("nothing to compare: name two runs, or give both --before and --after")
    }
    try InputOptions.refuseTwoStandardInputs(sides + moreBefore + moreAfter, of: "compare")
  }
}

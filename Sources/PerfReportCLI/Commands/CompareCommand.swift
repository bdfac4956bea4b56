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
        perfreport compare --before b1.json --before b2.json --before b3.json --after a1.json --after a2.json --after a3.json

      A side is a file or a folder; in a folder every recognised file is a run. With three or more runs a side the runs' own
      spread decides; with one, a run-to-run noise of 5 % is assumed and the verdict says 'not replicated'.
      The exit status is 1 when, and only when, a gated row is surely worse than its margin, or an objective of --slo or of
      the configuration is newly breached; 2 when nothing could be judged. An objective that was breached before is shown and
      not held against the change. Thresholds that the runs declare themselves are cross-checked and noted, never gated on.
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

  func validate() throws {
    guard sides.isEmpty || sides.count == 2 else {
      throw ValidationError("compare takes two runs, BEFORE and AFTER; add more with --before and --after")
    }
    guard !sides.isEmpty || !(moreBefore.isEmpty || moreAfter.isEmpty) else {
      throw ValidationError("nothing to compare: name two runs, or give --before and --after")
    }
    let standardInputs = (sides + moreBefore + moreAfter).count { $0 == "-" }
    guard standardInputs <= 1 else { throw ValidationError("standard input can be only one run") }
  }

  func perform(_ console: Console) throws -> ExitStatus {
    var policy = try judging.policy()
    policy.scenario = objectives.scenario
    let before = try side("before", sides.first.map { [$0] } ?? [], moreBefore)
    let after = try side("after", sides.last.map { [$0] } ?? [], moreAfter)
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

  private func side(_ name: String, _ first: [String], _ more: [String]) throws -> ComparedSide {
    let loaded = try inputs.loader().load((first + more).map { InputSpec(argument: $0) })
    let label = loaded.runs.count == 1 ? loaded.runs[0].label : name
    return ComparedSide(label: label, runs: loaded.runs, diagnostics: loaded.diagnostics)
  }
}

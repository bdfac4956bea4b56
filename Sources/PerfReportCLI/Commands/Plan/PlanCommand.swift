import ArgumentParser
import PerfAnalysis
import PerfCapacity
import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfReporters

/// Plans the capacity of what was load-tested.
struct PlanCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plan capacity: the rate and users to promise, instances by tier, what limits, and the next test to run.",
    discussion: """
      EXAMPLE
        perfreport plan stress.ndjson.gz --slo 'p95 < 200ms'
        perfreport plan 10users.json 50users.json 100users.json --slo SLO.md
        perfreport plan stress.ndjson.gz --slo SLO.md -o CAPACITY_PLANNING.md
        perfreport plan run.json --next-test k6 > next-test.js
        perfreport plan stress.ndjson.gz --explain planning-rate

      Levels of steady load are found in each run: a stepped stress test has
      many, an ordinary run has one, and several runs make a curve. Each line is
      a number with its interval and grade, a lower bound, or "not determined"
      with what to run. The 'capacity:' section of perfreport.yml tells what no
      run can (think time, tiers, quotas, the peak of today).
      The exit status is 0 where a plan was made, and 2 where nothing could be
      determined, or with --strict where any line was not.
      """)

  @OptionGroup
  var measured: MeasuredOptions

  @OptionGroup(title: "Planning")
  var planning: PlanningOptions

  @OptionGroup(title: "Outputs")
  var outputs: PlanOutputOptions

  func perform(_ console: Console) throws -> ExitStatus {
    try InputOptions.refuseTwoStandardInputs(measured.runs, of: "plan")
    let beside = measured.objectives.documents + [outputs.template, planning.before].compactMap(\.self)
    try InputOptions.refuseOverwriting(beside, by: outputs.output)
    // Before the runs, which may take long to read.
    let template = try outputs.planTemplate()
    let earlier = try planning.before.map { try EarlierPlanFile.read($0) }
    let config = try planning.file()
    let statements = try measured.objectives.statements(config: config)
    let section = try planning.section(config, tiers: measured.objectives.capacityTiers())

    let loaded = try measured.inputs.loader(console.quiet(outputs.quiet))
      .load(InputOptions.inputs(measured.runs, outputs: outputs.output))
    let side = ComparedSide(
      label: loaded.runs.count == 1 ? loaded.runs[0].label : "runs", runs: loaded.runs, diagnostics: loaded.findings)
    let board = ObjectiveBoard(statements, thresholds: side.runs.map(RunThresholds.init(declaredBy:)))
    let choice = PlanObjective(board, side.runs)
    let planned = PlannedCapacity(
      plan: section.study(objective: choice.service).plan(loaded.runs, evidence: loaded.evidence.flatMap(\.resources)),
      side: side, objective: choice.basis, evidence: loaded.evidence.filter { !$0.resources.isEmpty }, earlier: earlier,
      isStrict: planning.strict)
    for diagnostic in planned.diagnostics where diagnostic.severity == .error { console.report(diagnostic.text) }
    try outputs.write(console, planned, template: template)
    return ExitStatus(planned.judgement)
  }
}

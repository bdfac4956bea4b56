import ArgumentParser
import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfReporters

/// Writes inputs as the unified run model.
struct ConvertCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write runs as perfreport/run/1 JSON: the unified model, in base units.",
    discussion: """
      EXAMPLE
        perfreport convert summary.json -o run.json
        perfreport convert results/ | jq '.runs[].series[].metric'
        perfreport convert --merge shard*.ndjson.gz -o run.json
      """)

  @Argument(help: ArgumentHelp("Runs: PATH, LABEL=PATH or '-'.", valueName: "run"))
  var runs: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write to this file instead of standard output. Repeatable; '-' is standard output.", valueName: "file"))
  var output: [String] = []

  @Flag(help: "Do not repeat on standard error what was noticed in the runs; the JSON holds it.")
  var quiet = false

  @Flag(
    help: "The inputs are shards of one run, which load generators recorded at the same time: write that run.")
  var merge = false

  @OptionGroup(title: "Inputs")
  var inputs: InputOptions

  func perform(_ console: Console) throws -> ExitStatus {
    let specs = try InputOptions.inputs(runs, outputs: output)
    let loaded = try inputs.loader(console.quiet(quiet), hashesFiles: true, keepsRecordings: merge).load(specs)
    let findings = try loaded.findingsWithoutEvidence()
    let runs = merge ? [try merged(loaded.runs, isNamed: specs.contains { $0.label != nil })] : loaded.runs
    let flaws = runs.flatMap(\.diagnostics).filter { $0.severity > .note }
    // What is left out of a folder is in no run.
    for diagnostic in findings + (quiet ? [] : flaws) { console.report(diagnostic.text) }
    let text = RunJSON.text(runs)
    for path in output where path != "-" { try OutputFile(path: path).write(text) }
    if output.isEmpty || output.contains("-") { try console.output.write(text) }
    return .good
  }

  /// - Parameter isNamed: whether the user has named a shard, and with it the run.
  private func merged(_ shards: [Run], isNamed: Bool) throws -> Run {
    let doubts = try Shards.check(shards)
    let run = Shards.merge(shards)
    // A shard's name is not that of the run.
    let label = isNamed ? nil : output.first { $0 != "-" }.map { InputName.label(ofFile: $0) }
    return run.with(label: label, diagnostics: doubts + run.diagnostics)
  }
}

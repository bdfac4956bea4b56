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

  @OptionGroup(title: "Inputs")
  var inputs: InputOptions

  func perform(_ console: Console) throws -> ExitStatus {
    let specs = try InputOptions.inputs(runs, outputs: output)
    let loaded = try inputs.loader(console.quiet(quiet), hashesFiles: true).load(specs)
    let flaws = loaded.runs.flatMap(\.diagnostics).filter { $0.severity > .note }
    // What is left out of a folder is in no run.
    for diagnostic in loaded.findings + (quiet ? [] : flaws) { console.report(diagnostic.text) }
    let text = RunJSON.text(loaded.runs)
    for path in output where path != "-" { try OutputFile(path: path).write(text) }
    if output.isEmpty || output.contains("-") { try console.output.write(text) }
    return .good
  }
}

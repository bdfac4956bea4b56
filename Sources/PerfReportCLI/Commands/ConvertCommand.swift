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

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
  var output: String?

  @OptionGroup(title: "Inputs")
  var inputs: InputOptions

  func perform(_ console: Console) throws -> ExitStatus {
    let specs = try InputOptions.inputs(runs, outputs: [output].compactMap(\.self))
    let loaded = try inputs.loader(console, hashesFiles: true).load(specs)
    let flaws = loaded.runs.flatMap(\.diagnostics).filter { $0.severity > .note }
    for diagnostic in loaded.findings + flaws { console.report(diagnostic.text) }
    let text = RunJSON.text(loaded.runs)
    if let output, output != "-" {
      try OutputFile(path: output).write(text)
    } else {
      try console.output.write(text)
    }
    return .good
  }
}

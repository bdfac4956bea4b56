import ArgumentParser
import PerfDiagnostics
import PerfReporters

/// Where a plan goes and how it looks.
struct PlanOutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Also write the plan to this file: .md (or the template's own suffix) for the filled template, .json or .txt. Repeatable; '-' is standard output.",
      valueName: "file"))
  var output: [String] = []

  @Option(help: "The format on standard output: text, markdown (the filled template) or json.")
  var format: PlanFormat = .text

  @Flag(help: "Print only the headline on standard output; files named with -o stay whole.")
  var quiet = false

  @Option(help: "The plan's title.")
  var label: String?

  @Option(help: ArgumentHelp("A time to print in the plan; none is printed otherwise.", valueName: "time"))
  var generatedAt: String?

  /// Writes the plan to every output, the files first, so that they exist when standard output is read.
  func write(_ console: Console, _ planned: PlannedCapacity) throws {
    try console.output.write(PlanReport.text(planned, options(console)))
  }

  private func options(_ console: Console) -> ReportOptions {
    var options = ReportOptions()
    options.quiet = quiet
    options.width = console.width
    options.color = console.hasColor
    options.label = label
    options.generatedAt = generatedAt
    return options
  }
}

/// A way of writing a plan.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case markdown
  case json
}

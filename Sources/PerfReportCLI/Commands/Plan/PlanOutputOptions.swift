import ArgumentParser
import PerfCapacity
import PerfDiagnostics
import PerfFormats
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

  @Option(
    help: ArgumentHelp(
      "Fill this Mustache file instead of the built-in one; 'perfreport schema plan-template-context' lists the variables.",
      valueName: "file"))
  var template: String?

  @Option(
    help: ArgumentHelp("Print only this line of the plan, with the arithmetic and its numbers.", valueName: "line"))
  var explain: String?

  @Option(help: "Print the script of the next test instead of the plan: k6.")
  var nextTest: NextTestTool?

  func validate() throws {
    for path in output where path != "-" { _ = try format(ofPath: path) }
    if explain != nil, nextTest != nil {
      throw ValidationError("--explain and --next-test both say what is printed; give one of them")
    }
  }

  /// The user's template, checked; nil where the built-in one is to be filled.
  /// - Throws: a diagnostic with the place in the template that is wrong.
  func planTemplate() throws(Diagnostic) -> PlanTemplate? {
    guard let template else { return nil }
    var source = try ByteSource.file(template, name: template)
    return try PlanTemplate(String(decoding: try source.readAll(), as: UTF8.self), file: template)
  }

  /// Gives the plan to every output, the files first, so that they exist when standard output is read.
  /// - Throws: wrong usage where `--explain` names no line of it.
  func write(_ console: Console, _ planned: PlannedCapacity, template: PlanTemplate?) throws {
    // Before any file is written.
    let explanation = try explain.map { id in try explained(id, planned, console) }
    for path in output where path != "-" {
      let format = try format(ofPath: path)
      try OutputFile(path: path).write(try text(planned, format, template, options(nil)))
    }
    if let explanation { return try console.output.write(explanation) }
    if nextTest != nil { return try console.output.write(PlanReport.k6(planned)) }
    let shown = quiet && format == .markdown ? PlanFormat.text : format
    try console.output.write(try text(planned, shown, template, options(console)))
  }

  private func text(
    _ planned: PlannedCapacity, _ format: PlanFormat, _ template: PlanTemplate?, _ options: ReportOptions
  ) throws(Diagnostic) -> String {
    switch format {
    case .text: PlanReport.text(planned, options)
    case .markdown: try PlanReport.render(planned, template: template, options)
    case .json: PlanReport.json(planned, generatedAt: options.generatedAt)
    }
  }

  private func explained(_ id: String, _ planned: PlannedCapacity, _ console: Console) throws -> String {
    if let text = PlanReport.explanation(of: id, in: planned, options(console)) { return text }
    let known = planned.plan.lines.map(\.id)
    throw CommandFailure(
      status: .usage,
      message: "'\(id)' is no line of the plan; "
        + (DidYouMean.hint(id, among: known) ?? "known: " + known.joined(separator: ", ")))
  }

  /// - Parameter console: nil for a file.
  private func options(_ console: Console?) -> ReportOptions {
    var options = ReportOptions()
    options.quiet = quiet && console != nil
    options.width = console?.width
    options.color = console?.hasColor ?? false
    options.label = label
    options.generatedAt = generatedAt
    return options
  }

  private func format(ofPath path: String) throws -> PlanFormat {
    let suffix = TemplateOutputOptions.suffix(path)
    if suffix == "json" { return .json }
    let own = template.map(TemplateOutputOptions.suffix)
    if suffix == own || ["md", "markdown"].contains(suffix) { return .markdown }
    guard suffix == "txt" else {
      let known = ([own].compactMap(\.self).filter { !$0.isEmpty } + ["md", "markdown", "json", "txt"]).map { "." + $0 }
      throw ValidationError("'\(path)': the suffix says the format, one of \(known.joined(separator: ", "))")
    }
    return .text
  }
}

/// A load generator that the next test can be written for.
enum NextTestTool: String, ExpressibleByArgument, CaseIterable {
  case k6
}

/// A way of writing a plan.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  /// The template with its values, in whatever language it is written.
  case markdown
  /// `perfreport/plan/1`.
  case json
}

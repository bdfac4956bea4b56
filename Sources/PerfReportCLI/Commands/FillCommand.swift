import ArgumentParser
import Glibc
import PerfAnalysis
import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfModel
import PerfReporters

/// Writes measured values into the placeholders of a document.
struct FillCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fill",
    abstract: "Write measured values into a document's own placeholders.",
    discussion: """
      EXAMPLE
        perfreport fill PLAN.md after.json               (a diff)
        perfreport fill PLAN.md after.json --in-place
        perfreport fill PLAN.md after.json --before before.json -o RESULTS.md
        perfreport fill PLAN.md after.json --in-place --refresh

      Placeholders are '???', 'TBD', 'N/A', '-', empty cells of columns of what
      was measured, status cells, boxes whose objective is met, lines such as
      '**Test date:**', and the entries below "Bottlenecks". Every other byte
      stays. A comment at the end of the document tells what was written, so
      that --refresh renews that and nothing else.
      A place without a value stays and is listed on standard error with the
      reason. The exit status is 0, whether or not there was something to fill;
      with --strict it is 2 where a place stays.
      """)

  @Argument(help: ArgumentHelp("The Markdown document.", valueName: "doc"))
  var document: String

  @Argument(help: ArgumentHelp("Runs of one side: PATH, LABEL=PATH or '-'.", valueName: "run"))
  var runs: [String]

  @Option(help: ArgumentHelp("A run before, for columns such as 'Baseline'. Repeatable.", valueName: "run"))
  var before: [String] = []

  @Option(
    help: ArgumentHelp(
      "The load that the runs are of, as the document calls it (found from the runs' users and rate otherwise).",
      valueName: "name"))
  var scenario: String?

  @Flag(help: "Also renew what an earlier fill wrote and nobody has changed since.")
  var refresh = false

  @OptionGroup(title: "Judging")
  var judging: BasicPolicyOptions

  @OptionGroup(title: "Inputs")
  var inputs: InputOptions

  @Flag(help: ArgumentHelp("Write the document itself instead of a diff."))
  var inPlace = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the whole document to this file instead of a diff.", valueName: "file"))
  var output: String?

  func validate() throws {
    guard !inPlace || output == nil else { throw ValidationError("--in-place and -o exclude each other") }
  }

  func perform(_ console: Console) throws -> ExitStatus {
    try InputOptions.refuseTwoStandardInputs(runs + before, of: "fill")
    var policy = try judging.policy()
    policy.scenario = scenario
    let outputs = [inPlace ? document : output].compactMap(\.self)
    let side = try inputs.side("runs", runs, outputs: outputs, console)
    let earlier = before.isEmpty ? nil : try inputs.side("before", before, outputs: outputs, console)
    for diagnostic in (side.diagnostics + (earlier?.diagnostics ?? [])) { console.report(diagnostic.text) }

    var source = try ByteSource.file(document, name: document)
    let text = MarkdownDocument(try source.readAll(), name: document)
    let objectives = ObjectiveDocumentReader.read(text)
    let written = FillPlan(text, objectives: objectives, refresh: true)
    let plan = refresh ? written : FillPlan(text, objectives: objectives)
    let values = FillValues(
      plan, written: written, of: text, stating: objectives.statements, runs: side, before: earlier, policy: policy)

    var fillings: [Filling] = []
    for slot in plan.slots {
      switch values.answer(slot) {
      case .text(let text): fillings.append(Filling(slot: slot, text: text))
      case .none(let reason):
        let place = SourceLocation(file: document, line: slot.line, column: slot.column)
        console.report(Diagnostic(.note, .placeNotFilled, "not filled: \(reason)", at: place).text)
      }
    }
    try write(DocumentFiller.fill(text, fillings), over: text.bytes, console)
    return judging.strict && fillings.count < plan.slots.count ? .unjudged : .good
  }

  private func write(_ filled: [UInt8], over old: [UInt8], _ console: Console) throws {
    if inPlace {
      // A document without changes keeps its time of modification.
      if filled != old { try OutputFile(path: Self.resolved(document)).replace(with: filled) }
    } else if let output, output != "-" {
      try OutputFile(path: output).write(filled)
    } else if output == "-" {
      try console.output.write(filled)
    } else {
      try console.output.write(UnifiedDiff.bytes(old, filled, name: document))
    }
  }

  /// The file behind a symbolic link, which is to stay one.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

extension DiagnosticID {
  /// A placeholder of a document for which nothing was measured.
  static let placeNotFilled = DiagnosticID(rawValue: "place-not-filled")
}

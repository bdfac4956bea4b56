import ArgumentParser
import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfReporters

/// Says what files are and what is in them.
struct InspectCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say what a file is, what is in it, what it lacks, and how to record a better one.",
    discussion: """
      EXAMPLE
        perfreport inspect summary.json
        perfreport inspect results/ --quiet              (a line for each file)
        perfreport inspect results/ -o overview.md
      """)

  @Argument(help: ArgumentHelp("Files or folders.", valueName: "file"))
  var files: [String]

  @OptionGroup(title: "Inputs")
  var inputs: InputOptions

  @OptionGroup(title: "Outputs")
  var outputs: OverviewOutputOptions

  func perform(_ console: Console) throws -> ExitStatus {
    let loader = try inputs.loader(console.quiet(outputs.quiet))
    var inspected: [InspectedFile] = []
    var status = ExitStatus.good
    for file in files {
      let input = try InputOptions.inputs([file], outputs: outputs.output)
      let loaded: LoadedSide
      do {
        loaded = try loader.load(input)
      } catch {
        // The others are told of all the same; the status is that of the first that could not be read.
        console.report(error.text)
        if status == .good { status = ExitStatus(error) }
        continue
      }
      for run in loaded.runs + loaded.evidence {
        inspected.append(
          InspectedFile(
            path: run.files.first?.path ?? file, format: FormatText(run.format, tool: run.tool), runs: [run]))
      }
      for diagnostic in loaded.findings { console.report(diagnostic.text) }
    }
    guard !inspected.isEmpty || status == .good else { return status }
    try outputs.write(console) { format, options in
      switch format {
      case .text: InspectReport.text(inspected, options)
      case .markdown: InspectReport.markdown(inspected, options)
      }
    }
    KeptUntilExit.keep(inspected)
    return status
  }
}

extension FormatText {
  /// What an importer says of its format, as a report has it.
  init(_ format: FormatDescription) {
    self.init(
      id: format.id, tool: format.tool, title: format.title, holds: format.holds, lacks: format.lacks,
      record: format.record)
  }

  /// The description of a run's format; of a run that was converted by another version, at least its name.
  init(_ id: String, tool: String) {
    if let format = ImporterRegistry.formats.first(where: { $0.id == id }) {
      self.init(format)
    } else {
      self.init(id: id, tool: tool, title: id, holds: "", lacks: "", record: "")
    }
  }
}

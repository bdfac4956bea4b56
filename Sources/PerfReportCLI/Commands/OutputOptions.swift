import ArgumentParser
import PerfReporters

/// Where a report goes and how it looks.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Also write the report to this file: .md, .json or .txt. Repeatable; '-' is standard output.", valueName: "file"))
  var output: [String] = []

  @Option(help: "The format on standard output: text, markdown or json.")
  var format: ReportFormat = .text

  @Flag(help: "Print only the headline on standard output; files named with -o stay whole.")
  var quiet = false

  @Flag(help: "Leave out the rows that did not change.")
  var onlyChanged = false

  @Option(help: ArgumentHelp("Shorten a Markdown report to at most this many bytes.", valueName: "n"))
  var maxBytes: Int?

  @Option(help: "A name for the report, shown below its headline.")
  var label: String?

  @Option(help: ArgumentHelp("Which comment on a pull request this is, when there are several.", valueName: "name"))
  var id: String?

  @Option(help: ArgumentHelp("A time to print in the report; none is printed otherwise.", valueName: "time"))
  var generatedAt: String?

  func validate() throws {
    if let maxBytes, maxBytes < 0 { throw ValidationError("--max-bytes takes a number of bytes from 0") }
    for path in output where path != "-" { _ = try Self.format(ofPath: path) }
  }

  /// The format that a file's suffix asks for.
  static func format(ofPath path: String) throws -> ReportFormat {
    let suffix = path.split(separator: "/").last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let format = ReportFormat.allCases.first(where: { $0.suffixes.contains(suffix) }) else {
      let known = ReportFormat.allCases.flatMap(\.suffixes).map { "." + $0 }.joined(separator: ", ")
      throw ValidationError("'\(path)': the suffix says the format, one of \(known)")
    }
    return format
  }

  /// Gives a report to every output that was asked for: the files first, so that they exist when standard output is read.
  func write(_ console: Console, _ report: (ReportFormat, ReportOptions) throws -> String) throws {
    for path in output where path != "-" {
      try OutputFile(path: path).write(try report(try Self.format(ofPath: path), options(console, isConsole: false)))
    }
    try console.output.write(try report(format, options(console, isConsole: true)))
  }

  private func options(_ console: Console, isConsole: Bool) -> ReportOptions {
    var options = ReportOptions()
    options.onlyChanged = onlyChanged
    options.quiet = quiet && isConsole
    options.width = isConsole ? console.width : nil
    options.color = isConsole && console.hasColor
    options.maximumBytes = maxBytes
    if let id { options.id = id }
    options.label = label
    options.generatedAt = generatedAt
    return options
  }
}

/// A way of writing a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case markdown
  case json

  /// The suffixes of files that are written so.
  var suffixes: [String] {
    switch self {
    case .text: ["txt"]
    case .markdown: ["md", "markdown"]
    case .json: ["json"]
    }
  }
}

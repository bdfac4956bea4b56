import ArgumentParser
import PerfReporters

/// Where an overview goes that judges nothing and has no JSON of its own.
struct OverviewOutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Also write the overview to this file: .md or .txt. Repeatable; '-' is standard output.", valueName: "file"))
  var output: [String] = []

  @Option(help: "The format on standard output: text or markdown; 'perfreport convert' writes JSON.")
  var format: OverviewFormat = .text

  @Flag(help: "Print one line for each file on standard output; files named with -o stay whole.")
  var quiet = false

  @Option(help: ArgumentHelp("Shorten Markdown to at most this many bytes.", valueName: "n"))
  var maxBytes: Int?

  func validate() throws {
    if let maxBytes, maxBytes < 0 { throw ValidationError("--max-bytes takes a number of bytes from 0") }
    for path in output where path != "-" { _ = try Self.format(ofPath: path) }
  }

  private static func format(ofPath path: String) throws -> OverviewFormat {
    switch try? OutputOptions.format(ofPath: path) {
    case .text?: return .text
    case .markdown?: return .markdown
    default: throw ValidationError("'\(path)': the suffix says the format, one of .txt, .md, .markdown")
    }
  }

  /// Gives an overview to every output that was asked for, the files first, so that they exist when standard output is read.
  func write(_ console: Console, _ overview: (OverviewFormat, ReportOptions) -> String) throws {
    for path in output where path != "-" {
      var options = ReportOptions()
      options.maximumBytes = maxBytes
      try OutputFile(path: path).write(overview(try Self.format(ofPath: path), options))
    }
    var options = ReportOptions()
    options.maximumBytes = maxBytes
    options.quiet = quiet
    options.width = console.width
    options.color = console.hasColor
    try console.output.write(overview(format, options))
  }
}

/// A way of writing an overview.
enum OverviewFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case markdown
}

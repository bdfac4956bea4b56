import ArgumentParser
import PerfDiagnostics
import PerfFormats
import PerfReporters

/// Where a filled template goes, and which template it is.
struct TemplateOutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fill this Mustache file instead of the built-in one; 'perfreport schema template-context' lists the variables.",
      valueName: "file"))
  var template: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Also write to this file: .md (or the template's own suffix) for the filled template, .json for what it is filled from. Repeatable; '-' is standard output.",
      valueName: "file"))
  var output: [String] = []

  @Option(help: "What goes to standard output: markdown (the filled template) or json (what it is filled from).")
  var format: TemplateOutputFormat = .markdown

  @Flag(help: "Print only the headline on standard output; files named with -o stay whole.")
  var quiet = false

  @Option(help: "The report's title.")
  var label: String?

  @Option(help: ArgumentHelp("A time to print in the report; none is printed otherwise.", valueName: "time"))
  var generatedAt: String?

  func validate() throws {
    for path in output where path != "-" { _ = try format(ofPath: path) }
  }

  /// Gives what was asked for to every output, the files first, so that they exist when standard output is read.
  /// - Parameter headline: what `--quiet` leaves of a filled template.
  func write(_ console: Console, headline: String, _ report: (TemplateOutputFormat) throws -> String) throws {
    for path in output where path != "-" { try OutputFile(path: path).write(try report(try format(ofPath: path))) }
    try console.output.write(quiet && format == .markdown ? PrintableText.escape(headline) + "\n" : try report(format))
  }

  /// The user's template, checked; nil where the built-in one is to be filled.
  /// - Throws: a diagnostic with the place in the template that is wrong.
  func resultsTemplate() throws(Diagnostic) -> ResultsTemplate? {
    guard let template else { return nil }
    var source = try ByteSource.file(template, name: template)
    return try ResultsTemplate(String(decoding: try source.readAll(), as: UTF8.self), file: template)
  }

  var reportOptions: ReportOptions {
    var options = ReportOptions()
    options.label = label
    options.generatedAt = generatedAt
    return options
  }

  private func format(ofPath path: String) throws -> TemplateOutputFormat {
    let suffix = Self.suffix(path)
    if suffix == "json" { return .json }
    var filled = ["md", "markdown"]
    if let own = template.map(Self.suffix), !own.isEmpty, own != "json", !filled.contains(own) { filled.append(own) }
    guard filled.contains(suffix) else {
      let known = (filled + ["json"]).map { "." + $0 }.joined(separator: ", ")
      throw ValidationError("'\(path)': the suffix says the format, one of \(known)")
    }
    return .markdown
  }

  /// What stands behind the last dot of a file's name, in small letters; empty where there is none.
  static func suffix(_ path: String) -> String {
    let parts = path.split(separator: "/").last?.split(separator: ".") ?? []
    return parts.count > 1 ? parts.last?.lowercased() ?? "" : ""
  }
}

/// A way of writing a filled template.
enum TemplateOutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// The template with its values, in whatever language it is written.
  case markdown
  /// The values alone.
  case json
}

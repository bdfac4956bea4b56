import ArgumentParser
import PerfImporters
import PerfReporters

/// Lists what can be read.
struct FormatsCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List the formats that can be read, or describe one.",
    discussion: """
      EXAMPLE
        perfreport formats
        perfreport formats k6-summary-export
      """)

  @Argument(help: "A format's id, for its page.")
  var id: String?

  @Flag(help: "Print Markdown.")
  var markdown = false

  func perform(_ console: Console) throws -> ExitStatus {
    let document = try document()
    let text =
      markdown
      ? MarkdownRenderer().render(document)
      : TextRenderer(width: console.width, color: console.hasColor).render(document)
    try console.output.write(text)
    return .good
  }

  private func document() throws -> Document {
    guard let id else { return FormatsReport.list(ImporterRegistry.formats.map { FormatText($0) }) }
    guard let format = ImporterRegistry.formats.first(where: { $0.id == id }) else {
      let known = ImporterRegistry.formats.map(\.id)
      throw CommandFailure(
        status: .usage,
        message: "'\(id)' is not a format; "
          + (DidYouMean.hint(id, among: known) ?? "known: " + known.joined(separator: ", ")))
    }
    return FormatsReport.page(FormatText(format))
  }
}

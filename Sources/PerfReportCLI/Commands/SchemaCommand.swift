import ArgumentParser
import PerfReporters

/// Prints a JSON Schema.
struct SchemaCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of what perfreport writes as JSON.",
    discussion: """
      EXAMPLE
        perfreport schema comparison > comparison.schema.json
      """)

  @Argument(help: "The schema's name: run or comparison.")
  var name: String

  func perform(_ console: Console) throws -> ExitStatus {
    let known = SchemaCatalogue.names
    guard let full = known.first(where: { $0 == name || $0.split(separator: "/").dropFirst().first.map(String.init) == name }),
      let text = SchemaCatalogue.text(full)
    else {
      throw CommandFailure(
        status: .usage,
        message: "'\(name)' is not a schema; "
          + (DidYouMean.hint(name, among: known) ?? "known: " + known.joined(separator: ", ")))
    }
    try console.output.write(text)
    return .good
  }
}

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

  @Argument(
    help: "The schema's name: comparison, check, plan, run, profile, template-context or plan-template-context.")
  var name: String

  func perform(_ console: Console) throws -> ExitStatus {
    // `perfreport/run/1` answers to its middle word too.
    let names = SchemaCatalogue.names
    let words = names.map { String($0.split(separator: "/")[1]) }
    guard let index = names.firstIndex(of: name) ?? words.firstIndex(of: name),
      let text = SchemaCatalogue.text(names[index])
    else {
      let hint = DidYouMean.hint(name, among: words) ?? "known: " + words.joined(separator: ", ")
      throw CommandFailure(status: .usage, message: "'\(name)' is not a schema; \(hint)")
    }
    try console.output.write(text)
    return .good
  }
}

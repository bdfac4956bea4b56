import ArgumentParser
import PerfDiagnostics
import PerfFormats
import PerfReporters

/// Writes a configuration file to begin with.
struct InitCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented perfreport.yml with every section to begin with.",
    discussion: """
      EXAMPLE
        perfreport init
        perfreport init -o ci/perfreport.yml
        perfreport init -o -        (to standard output)

      Every line is a comment, so nothing changes until one is taken in. A file
      that is there already stays, unless --force is given.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to write it; '-' is standard output.", valueName: "file"))
  var output = ConfigFile.defaultName

  @Flag(help: "Write over a file that is there.")
  var force = false

  func perform(_ console: Console) throws -> ExitStatus {
    guard output != "-" else {
      try console.output.write(StarterConfig.text)
      return .good
    }
    guard force || FileStatus(path: output) == nil else {
      throw CommandFailure(
        status: .cannotCreate, message: "\(output) is there already, and stays; --force writes over it")
    }
    try OutputFile(path: output).write(StarterConfig.text)
    try console.output.write(
      PrintableText.escape("\(output) written: every line is a comment; take in what you need") + "\n")
    return .good
  }
}

import ArgumentParser
import PerfDiagnostics

/// The program: a function from arguments and two streams to an exit status.
public enum PerfReport {
  /// The version that `--version` prints.
  public static let version = "0.1.0"

  /// Runs one command line.
  public static func run(_ arguments: [String], console: Console) -> ExitStatus {
    Interruption.prepare()
    do {
      try refuseUnknownCommand(arguments)
      var command = try RootCommand.parseAsRoot(arguments)
      guard let command = command as? any PerformableCommand else {
        try command.run()
        return .good
      }
      return try command.perform(console)
    } catch let diagnostic as Diagnostic {
      console.report(diagnostic.text)
      return ExitStatus(diagnostic)
    } catch let failure as CommandFailure {
      console.report("perfreport: " + PrintableText.escape(failure.message))
      return failure.status
    } catch let failure as WriteFailure {
      return refuse(failure, console)
    } catch {
      return conclude(error, console)
    }
  }

  /// The parser would take a mistyped command for a superfluous argument.
  private static func refuseUnknownCommand(_ arguments: [String]) throws {
    let commands = RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let word = arguments.first, !word.hasPrefix("-"), !commands.contains(word) else { return }
    let hint = DidYouMean.hint(word, among: commands) ?? "known: " + commands.joined(separator: ", ")
    throw CommandFailure(status: .usage, message: "'\(word)' is not a command; \(hint)")
  }

  /// Help and the version end well, on standard output; everything else that the parser throws is wrong usage.
  private static func conclude(_ error: any Error, _ console: Console) -> ExitStatus {
    let message = RootCommand.fullMessage(for: error)
    guard RootCommand.exitCode(for: error).isSuccess else {
      console.report(message)
      return .usage
    }
    do throws(WriteFailure) {
      try console.output.write(message + "\n")
      return .good
    } catch {
      return refuse(error, console)
    }
  }

  private static func refuse(_ failure: WriteFailure, _ console: Console) -> ExitStatus {
    console.report("perfreport: cannot write to standard output: \(failure.reason)")
    return .inputOutput
  }
}

/// A command that writes to the console it is given and says how it ended.
protocol PerformableCommand: ParsableCommand {
  func perform(_ console: Console) throws -> ExitStatus
}

/// `perfreport` itself: only names its commands.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "perfreport",
    abstract: "Tells honestly whether a load test or test report got better or worse, and by how much.",
    discussion: """
      EXAMPLE
        perfreport compare before.json after.json
        perfreport compare before/ after/ -o report.md   (every run of the folders)
        perfreport check after.json --slo SLO.md
        perfreport report after.json --slo SLO.md -o RESULTS.md
        perfreport plan stress.ndjson.gz --slo SLO.md -o CAPACITY_PLANNING.md

      EXIT STATUS
        0 judged, and good · 1 judged, and bad · 2 could not judge
        64 wrong usage · 65 malformed input · 66 missing input · 73, 74 output failed
      """,
    version: PerfReport.version,
    subcommands: [
      CompareCommand.self, CheckCommand.self, ReportCommand.self, PlanCommand.self, FillCommand.self,
      InspectCommand.self, ConvertCommand.self, ProfileCommand.self,
      FormatsCommand.self, SchemaCommand.self, InitCommand.self, CompletionsCommand.self,
    ])
}

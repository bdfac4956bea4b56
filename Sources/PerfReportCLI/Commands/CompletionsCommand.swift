import ArgumentParser

/// Prints a completion script for a shell.
struct CompletionsCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a completion script for a shell.",
    discussion: """
      EXAMPLE
        perfreport completions bash > ~/.local/share/bash-completion/completions/perfreport
      """)

  @Argument(help: "The shell: bash, zsh or fish.")
  var shell: Shell

  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash
    case zsh
    case fish
  }

  func perform(_ console: Console) throws -> ExitStatus {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    try console.output.write(RootCommand.completionScript(for: kind))
    return .good
  }
}

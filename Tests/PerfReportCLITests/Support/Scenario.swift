import Foundation
import Testing

/// A conversation with the command line, as a text file:
///
/// ```
/// What it shows, in a sentence or two.
///
/// $ perfreport compare before.json after.json --quiet
/// the expected standard output, line by line
/// 2> a line of standard error
/// [status 0]
///
/// @copy samples/before.json before.json
/// @file after.json
/// the content of a file
/// @end
/// ```
///
/// Commands run in the order of the file, after all files are in place. See `Wildcards` for `…`.
struct Scenario {
  let steps: [Step]
  private let files: [File]
  /// Everything that is not a step, by the index of the step before it.
  private let rest: [Int: [String]]

  struct Step: Equatable {
    let command: String
    var output: [String] = []
    var errors: [String] = []
    var status: Int32?
  }

  private enum File {
    case copy(source: String, path: String)
    case text(String, path: String)
  }

  init(_ text: String) throws {
    var steps: [Step] = []
    var files: [File] = []
    var rest: [Int: [String]] = [:]
    var content: (path: String, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) {
      let words = line.split(separator: " ").map(String.init)
      if let last = steps.last, last.status == nil {
        steps[steps.count - 1].take(line)
        continue
      }
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
        continue
      }
      rest[steps.count, default: []].append(line)
      if let open = content {
        if line == "@end" {
          files.append(.text(open.lines.map { $0 + "\n" }.joined(), path: open.path))
          content = nil
        } else {
          content?.lines.append(line)
        }
      } else if words.first == "@copy" {
        try #require(words.count == 3, "@copy takes a source and a path: \(line)")
        files.append(.copy(source: words[1], path: words[2]))
      } else if words.first == "@file" {
        try #require(words.count == 2, "@file takes a path: \(line)")
        content = (words[1], [])
      } else {
        try #require(steps.isEmpty || line.isEmpty, "neither a command nor a file: \(line)")
      }
    }
    try #require(steps.last?.status != nil, "the last command has no [status]")
    try #require(content == nil, "the last @file has no @end")
    (self.steps, self.files, self.rest) = (steps, files, rest)
  }

  /// Runs all steps in a fresh folder and returns what happened, in the form of steps.
  func play() throws -> [Step] {
    let sandbox = try Sandbox()
    for file in files {
      switch file {
      case .copy(let source, let path): try sandbox.copy(source, to: path)
      case .text(let text, let path): try sandbox.write(text, to: path)
      }
    }
    return try steps.map { step in
      let outcome = try sandbox.run(step.command)
      return Step(
        command: step.command, output: Self.lines(outcome.output), errors: Self.lines(outcome.errors),
        status: outcome.status)
    }
  }

  /// The file with what happened in place of what was expected, where the two differ.
  func text(with actual: [Step]) -> String {
    var lines = rest[0] ?? []
    for (index, step) in zip(steps, actual).map({ $1.agrees(with: $0) ? $0 : $1 }).enumerated() {
      lines += [step.transcript] + (rest[index + 1] ?? [])
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func lines(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.last == "" ? lines.dropLast() : lines
  }
}

extension Scenario.Step {
  /// Adds one line below the command.
  fileprivate mutating func take(_ line: String) {
    if let status = line.wholeMatch(of: /\[status (\d+)\]/) {
      self.status = Int32(status.1)
    } else if line == "2>" || line.hasPrefix("2> ") {
      errors.append(String(line.dropFirst(3)))
    } else {
      output.append(line)
    }
  }

  /// Whether this happened as that was expected.
  func agrees(with expected: Self) -> Bool {
    status == expected.status && Wildcards.matches(output, expected.output)
      && Wildcards.matches(errors, expected.errors)
  }

  /// The step as a scenario file has it.
  var transcript: String {
    (["$ " + command] + output + errors.map { "2> " + $0 } + ["[status \(status ?? -1)]"]).joined(separator: "\n")
  }
}

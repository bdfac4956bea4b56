import PerfAnalysis
import PerfUnits

/// Error messages with their counts, as lines of a list.
enum ErrorText {
  /// More lines than this nobody reads.
  private static let mostLines = 8
  /// A message is as long as a stack trace where a tool keeps one.
  private static let mostCharacters = 160

  /// `connection refused: 12 before, 0 after`
  static func lines(_ errors: [SampleFindings.ErrorCount]) -> [[Inline]] {
    lines(errors, of: errors.count) {
      ($0.message, "\(NumberText.grouped($0.before)) before, \(NumberText.grouped($0.after)) after")
    }
  }

  /// `connection refused: 12`
  static func lines(_ answers: AnswerCounts) -> [[Inline]] {
    lines(answers.errors, of: answers.errorKinds) { ($0.name, NumberText.grouped($0.count)) }
  }

  private static func lines<Error>(
    _ errors: [Error], of kinds: Int, _ text: (Error) -> (message: String, count: String)
  ) -> [[Inline]] {
    let shown = errors.prefix(mostLines).map { error -> [Inline] in
      let (message, count) = text(error)
      return [.text("error "), .code(shortened(message)), .text(": " + count)]
    }
    let hidden = kinds - shown.count
    return shown + (hidden > 0 ? [[.text("and \(Words.count(hidden, "other error message"))")]] : [])
  }

  private static func shortened(_ message: String) -> String {
    let start = message.prefix(mostCharacters)
    return start.endIndex == message.endIndex ? message : start + "…"
  }
}

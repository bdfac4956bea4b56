import PerfFormats
import PerfModel

/// A threshold of a k6 script that stands in a document.
struct ScriptThreshold {
  let metric: String
  let expression: String
  let line: Int
  let column: Int

  var text: String { "\(metric): \(expression)" }

  func objective(source: ObjectiveSource) -> Objective? {
    K6ThresholdExpression(expression)?.objective(of: K6MetricName(metric), source: source, text: text)
  }
}

/// Finds the object behind `thresholds:` in JavaScript and takes its strings: keys are metrics, the others expressions.
enum ScriptThresholds {
  static func find(in lines: [MarkdownLine]) -> [ScriptThreshold] {
    guard lines.contains(where: { $0.text.contains("thresholds") }) else { return [] }
    var scan = ScriptScan(lines)
    var tokens: [ScriptScan.Token] = []
    while let token = scan.next() { tokens.append(token) }
    var found: [ScriptThreshold] = []
    for index in tokens.indices.dropLast(2)
    where tokens[index].text == "thresholds" && tokens[index + 1].isSign(":") && tokens[index + 2].isSign("{") {
      found += object(tokens[(index + 3)...])
    }
    return found
  }

  /// The thresholds of an object, of which `tokens` begins with the first member.
  private static func object(_ tokens: ArraySlice<ScriptScan.Token>) -> [ScriptThreshold] {
    var found: [ScriptThreshold] = []
    var depth = 1
    var metric: String?
    var key: String?
    for index in tokens.indices {
      let token = tokens[index]
      if token.isSign("{") || token.isSign("[") {
        depth += 1
      } else if token.isSign("}") || token.isSign("]") {
        depth -= 1
        if depth == 0 { break }
        key = metric
      } else if index + 1 < tokens.endIndex, tokens[index + 1].isSign(":") {
        key = token.text
        if depth == 1 { metric = token.text }
      } else if token.isString, let metric, key == metric || key == "threshold" {
        found.append(
          ScriptThreshold(metric: metric, expression: token.text, line: token.line, column: token.column))
      }
    }
    return found
  }
}

/// The tokens of a script as far as object literals need: strings, names and single signs; comments are skipped.
struct ScriptScan {
  struct Token {
    let text: String
    let isString: Bool
    let line: Int
    let column: Int

    func isSign(_ sign: String) -> Bool { !isString && text == sign }
  }

  private let lines: [MarkdownLine]
  private var lineIndex = 0
  private var rest: Substring
  private var isInComment = false

  init(_ lines: [MarkdownLine]) {
    self.lines = lines
    rest = lines.first.map { Substring($0.text) } ?? ""
  }

  mutating func next() -> Token? {
    while lineIndex < lines.count {
      if let token = nextInLine() { return token }
      lineIndex += 1
      if lineIndex < lines.count { rest = Substring(lines[lineIndex].text) }
    }
    return nil
  }

  private mutating func nextInLine() -> Token? {
    while let first = rest.first {
      if isInComment {
        guard let end = rest.firstRange(of: "*/") else { return nil }
        rest = rest[end.upperBound...]
        isInComment = false
      } else if first.isWhitespace {
        rest.removeFirst()
      } else if rest.hasPrefix("//") {
        rest = ""
      } else if rest.hasPrefix("/*") {
        isInComment = true
      } else {
        return token(first)
      }
    }
    return nil
  }

  private mutating func token(_ first: Character) -> Token {
    let line = lines[lineIndex]
    let indent = line.text.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
    let column = line.column - indent + line.text.utf8.count - rest.utf8.count
    var isString = false
    let text: Substring
    if "'\"`".contains(first) {
      isString = true
      text = rest.dropFirst().prefix { $0 != first }
      rest = rest.dropFirst(text.count + 2)
    } else if first.isLetter || first == "_" {
      text = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      rest = rest.dropFirst(text.count)
    } else {
      text = rest.prefix(1)
      rest.removeFirst()
    }
    return Token(text: String(text), isString: isString, line: line.line, column: max(1, column))
  }
}

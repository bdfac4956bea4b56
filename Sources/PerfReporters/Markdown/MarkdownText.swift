import PerfDiagnostics

/// Foreign text made harmless in GitHub-flavoured Markdown.
///
/// Two dangers differ. Syntax (`|`, `*`, `<`) is met by escaping. References (`@name`, `#12`, a commit hash, a bare URL, `:emoji:`, `$math$`)
/// are searched by GitHub *after* Markdown is rendered, so an entity such as `&#64;` does not help and an invisible character
/// would spoil copied text; what helps is a code span, in which GitHub searches nothing.
enum MarkdownText {
  /// Where a text stands decides what has to be escaped.
  enum Place {
    /// At the beginning of a paragraph, heading or list item.
    case lineStart
    case inline
    /// Perhaps at the beginning of a line: only what would open a block there is escaped, so that `-3.1 %` stays readable in a table.
    case anywhere
  }

  /// Prose: escaped, with words that would become references as code.
  /// - Parameter previous: what stands in front of it in the same line.
  static func prose(_ text: String, at place: Place, after previous: String = "", inTable: Bool) -> String {
    var output = ""
    for word in words(PrintableText.escape(text)) {
      if isReference(word) {
        output += code(word, after: output.isEmpty ? previous : output, inTable: inTable)
      } else {
        output += escape(word, at: output.isEmpty ? place : .inline)
      }
    }
    return output
  }

  /// A code span that holds any text. Inside tables a pipe needs a backslash even there.
  static func code(_ text: String, after previous: String = "", inTable: Bool) -> String {
    let content = PrintableText.escape(text)
    guard !content.isEmpty else { return "" }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: content) + 1)
    // One space on both sides is taken away again, unless the text is nothing but spaces.
    let isPadded = content.first == "`" || content.last == "`" || (content.first == " " && content.last == " ")
    let isBlank = content.allSatisfy { $0 == " " }
    let body = isPadded && !isBlank ? " \(content) " : content
    // Two code spans that touch would be read as one.
    let space = previous.last == "`" ? " " : ""
    return space + fence + (inTable ? body.replacing("|", with: "\\|") : body) + fence
  }

  /// Prose that is as harmless inside a table as outside of one, for templates, where nobody knows the place.
  /// - Parameter previous: what stands in front of it in the same value.
  static func portable(_ text: String, after previous: String = "") -> String {
    let content = PrintableText.escape(text)
    var output = ""
    // Four spaces in front of the whole would make a code block.
    for word in words(previous.isEmpty ? String(content.drop(while: \.isWhitespace)) : content) {
      let isFirst = previous.isEmpty && output.isEmpty
      output +=
        isReference(word)
        ? portableCode(word, after: output.isEmpty ? previous : output)
        : escape(word, at: isFirst ? .anywhere : .inline)
    }
    return output
  }

  /// Code that is as harmless inside a table as outside of one, and between other code.
  ///
  /// A pipe in a code span needs a backslash in a table and must have none elsewhere; a span with a backtick in it needs longer fences, which
  /// two spans that touch would confuse. Both are written as an element, in which Markdown is escaped.
  static func portableCode(_ text: String, after previous: String = "") -> String {
    let content = PrintableText.escape(text)
    guard content.contains("|") || content.contains("`") || content.contains("\\") else {
      return code(text, after: previous, inTable: false)
    }
    return "<code>\(escape(content, at: .inline))</code>"
  }

  /// The text in HTML, inside an element or between the quotes of an attribute.
  static func attribute(_ text: String) -> String {
    entities(PrintableText.escape(text)).replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }

  /// The text inside an HTML element that Markdown does not read, such as `<summary>`.
  static func html(_ text: String) -> String {
    words(PrintableText.escape(text)).map { word in
      isReference(word) ? "<code>\(entities(word))</code>" : entities(word)
    }.joined()
  }

  static func longestRun(of character: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for next in text {
      run = next == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  static func entities(_ text: String) -> String {
    text.reduce(into: "") { output, character in
      switch character {
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "&": output += "&amp;"
      default: output.append(character)
      }
    }
  }

  private static func escape(_ word: String, at place: Place) -> String {
    let characters = Array(word)
    var output = ""
    for (index, character) in characters.enumerated() {
      switch character {
      case "<", ">", "&": output += entities(String(character))
      case "_":
        // Between letters an underscore never opens or closes emphasis, and metric names stay readable.
        let isInside =
          index > 0 && index + 1 < characters.count && isWord(characters[index - 1]) && isWord(characters[index + 1])
        output += isInside ? "_" : "\\_"
      case "\\", "`", "*", "[", "]", "|", "~", "$", "!": output += "\\\(character)"
      case "#", "-", "+", "=":
        // A block needs a space behind its sign, or nothing but the sign.
        let opens = place == .lineStart || place == .anywhere && characters.allSatisfy { $0 == character }
        output += opens && index == 0 ? "\\\(character)" : String(character)
      case ".", ")":
        let ends = place == .lineStart || place == .anywhere && index + 1 == characters.count
        let isListNumber = ends && index > 0 && characters[..<index].allSatisfy(isDigit)
        output += isListNumber ? "\\\(character)" : String(character)
      default: output.append(character)
      }
    }
    return output
  }

  /// Whether GitHub may turn the word into a link, a picture or a formula.
  static func isReference(_ word: String) -> Bool {
    // Bytes: searching the text for each mark took half of the time of a long report.
    let bytes = Array(word.lowercased().utf8)
    var hexRun = 0
    for (index, byte) in bytes.enumerated() {
      let rest = bytes[(index + 1)...]
      switch byte {
      case UInt8(ascii: "@"), UInt8(ascii: "$"): return true
      case UInt8(ascii: "#"):
        if let next = rest.first, isDigit(next) { return true }
      case UInt8(ascii: ":"):
        if let next = rest.first, next != byte, rest.dropFirst().contains(byte) { return true }
        if rest.starts(with: "//".utf8) || bytes[..<index].ends(with: "mailto") || bytes[..<index].ends(with: "xmpp") {
          return true
        }
      case UInt8(ascii: "w"):
        if rest.starts(with: "ww.".utf8) { return true }
      default: break
      }
      hexRun = isHexDigit(byte) ? hexRun + 1 : 0
      if hexRun >= 7 { return true }
    }
    return bytes.starts(with: "gh-".utf8)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Of a word in lower case.
  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

  private static func isWord(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }

  /// Words and the white space between them, in turn.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var isInWord = false
    for character in text {
      if !character.isWhitespace, isInWord {
        words[words.count - 1].append(character)
      } else {
        words.append(String(character))
      }
      isInWord = !character.isWhitespace
    }
    return words
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with word: StaticString) -> Bool {
    word.withUTF8Buffer { suffix($0.count).elementsEqual($0) }
  }
}

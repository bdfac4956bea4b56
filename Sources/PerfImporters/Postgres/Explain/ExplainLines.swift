/// Joins lines of a plan that were wrapped at some width. The rules are those of PEV2 (`splitIntoLines`).
enum ExplainLines {
  /// A statement that is never closed would be one line of the whole file, looked through again and again.
  private static let longestLine = 64 << 10

  static func joined(_ lines: [String]) -> [String] {
    var out: [String] = []
    var balance = 0
    for line in lines {
      if let previous = out.last, continues(line, previous, balance), previous.utf8.count < longestLine {
        out[out.count - 1] += line
        balance += self.balance(line)
      } else {
        out.append(line)
        balance = self.balance(line)
      }
    }
    return out
  }

  /// Opening brackets minus closing ones.
  private static func balance(_ line: String) -> Int {
    line.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "(") ? 1 : $1 == UInt8(ascii: ")") ? -1 : 0) }
  }

  private static func continues(_ line: String, _ previous: String, _ balance: Int) -> Bool {
    if !previous.isEmpty, balance != 0 { return true }
    if startsInformation(line) { return false }
    guard let first = line.first(where: { !$0.isWhitespace }) else { return false }
    // Only the first node may begin without a space.
    if line.first?.isWhitespace == false || first == "(" || closesFirst(line) { return true }
    // A list that ends with a comma goes on, unless the next line is information or a node of its own.
    let end = previous.last { !$0.isWhitespace }
    let isNode = line.drop(while: \.isWhitespace).hasPrefix("->")
    return end == "," && indentation(previous) != indentation(line) && !isNode
  }

  private static let information = [
    "total runtime", "planning", "execution time", "time", "filter", "output", "jit", "trigger", "settings",
    "serialization",
  ]

  private static func startsInformation(_ line: String) -> Bool {
    let start = line.prefix(16).lowercased()
    return information.contains(where: start.hasPrefix)
  }

  private static func closesFirst(_ line: String) -> Bool {
    guard let closing = line.firstIndex(of: ")"), let opening = line.firstIndex(of: "(") else { return false }
    return closing < opening
  }

  private static func indentation(_ line: String) -> Int { line.prefix(while: \.isWhitespace).count }
}

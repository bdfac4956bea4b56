import PerfFormats
import PerfModel

/// Targets inside fenced code, of lower rank than what the document says itself: comments such as
/// `# Target: >150 requests/second` at a command that names the URL, and k6 `thresholds` in a script.
enum CodeBlockTargets: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .code(let code) = passage else { return false }
    for threshold in ScriptThresholds.find(in: code.lines) {
      let spot = StatementSheet.Spot(
        text: threshold.text, line: threshold.line, column: threshold.column, origin: .codeBlock)
      let source = sheet.source(spot)
      if let objective = threshold.objective(source: source) {
        sheet.add(objective)
      } else {
        sheet.add(.notUnderstood("not a threshold that k6 knows"), at: spot)
      }
    }
    let commands = code.lines.map { LoadCommand.route($0.text) }
    for (index, line) in code.lines.enumerated() {
      guard let text = targetComment(line.text) else { continue }
      var context = place.context()
      if let route = route(at: index, code.lines, commands) { context.scope = .named(route) }
      let spot = StatementSheet.Spot(text: text, line: line.line, column: line.column, origin: .codeBlock)
      let phrase = Wording.labelled(text).flatMap { LabelledTargets.tier($0.label) == nil ? nil : $0.rest } ?? text
      sheet.add(TargetReading.phrase(phrase, context, inAlertList: false), at: spot)
    }
    return true
  }

  /// The text of a comment that is labelled as a target.
  private static func targetComment(_ line: String) -> String? {
    let text = line.drop(while: \.isWhitespace)
    guard let mark = ["#", "//", "--"].first(where: text.hasPrefix) else { return nil }
    let comment = String(text.dropFirst(mark.count).drop { $0.isWhitespace || $0 == "#" || $0 == "/" })
    guard let (label, _) = Wording.labelled(comment), Wording.contains(label, TargetWords.wanted) else { return nil }
    return Wording.plain(comment)
  }

  /// The command that a comment is about: the one above it, or the next one where none is above in its group of lines.
  private static func route(at index: Int, _ lines: [MarkdownLine], _ routes: [String?]) -> String? {
    var above = index
    while above > 0, lines[above - 1].text.contains(where: { !$0.isWhitespace }) {
      above -= 1
      if let route = routes[above] { return route }
    }
    var below = index + 1
    while below < lines.count, lines[below].text.contains(where: { !$0.isWhitespace }) {
      if let route = routes[below] { return route }
      below += 1
    }
    return routes[..<index].last { $0 != nil } ?? nil
  }
}

/// A command line of a load-testing tool.
enum LoadCommand {
  private static let tools: Set<String> = [
    "ab", "wrk", "wrk2", "hey", "k6", "oha", "bombardier", "siege", "vegeta", "autocannon", "rewrk", "drill", "curl",
    "h2load", "echo",
  ]

  /// The path of the URL that a command names, nil for another line.
  static func route(_ line: String) -> String? {
    var words = line.split(separator: " ")[...]
    while let first = words.first, first == "$" || first == "sudo" || first == "time" { words.removeFirst() }
    guard let tool = words.first?.split(separator: "/").last, tools.contains(String(tool)) else { return nil }
    return words.lazy.compactMap { path(in: $0.filter { !"\"'".contains($0) }) }.first
  }

  /// `/api/feed` of `http://host:8080/api/feed?limit=9`; a bare host has no path to go by.
  private static func path(in word: String) -> String? {
    guard let scheme = word.firstRange(of: "://") else { return nil }
    guard word[..<scheme.lowerBound].hasSuffix("http") || word[..<scheme.lowerBound].hasSuffix("https"),
      let slash = word[scheme.upperBound...].firstIndex(of: "/")
    else { return nil }
    let path = word[slash...].prefix { $0 != "?" && $0 != "#" }
    return path.count > 1 ? String(path) : nil
  }
}

/// The tokens of a statement, from which its key and its purpose are read.
struct StatementTokens {
  private let tokens: [StatementScanner.Token]

  init(_ tokens: [StatementScanner.Token]) { self.tokens = tokens }

  // MARK: The key

  /// The tokens with every constant as `?` and every list of constants as one.
  var key: String {
    var parts: [String] = []
    for (index, token) in tokens.enumerated() {
      switch token {
      case .value: parts.append("?")
      case .word(let word): parts.append(isConstant(word, after: parts.last) ? "?" : word)
      // A sign of a number is part of it for the server, which writes `$1` for both.
      case .sign("-"), .sign("+"): if !isSignOfNumber(index, after: parts.last) { parts.append(text(token)) }
      case .sign(let sign): parts.append(sign)
      }
      Self.joinList(&parts)
    }
    while parts.last == ";" { parts.removeLast() }
    return parts.joined(separator: " ")
  }

  private func text(_ token: StatementScanner.Token) -> String {
    switch token {
    case .value: "?"
    case .word(let text), .sign(let text): text
    }
  }

  /// `IS NULL` is no comparison with a constant.
  private func isConstant(_ word: String, after last: String?) -> Bool {
    ["true", "false", "null"].contains(word) && last != "is" && last != "not"
  }

  private func isSignOfNumber(_ index: Int, after last: String?) -> Bool {
    guard index + 1 < tokens.count, tokens[index + 1] == .value else { return false }
    guard let last else { return true }
    // Behind a constant, a name or a closing bracket it is an operator.
    let isOperand = last == "?" || last == ")" || last == "]" || last.utf8.last.map(StatementScanner.isWord) == true
    return !isOperand || Self.wordsBeforeNumbers.contains(last)
  }

  private static let wordsBeforeNumbers: Set<String> = [
    "select", "where", "and", "or", "not", "in", "between", "like", "limit", "offset", "then", "else", "when", "values",
    "set", "returning", "by", "interval", "case",
  ]

  /// `( ? , ? )` behind IN, `[ ? , ? ]` and the repeated rows of VALUES have any length and mean the same.
  private static func joinList(_ parts: inout [String]) {
    let count = parts.count
    // … ? , ?  →  … ?, inside a list of IN or of an array.
    if count >= 4, parts[count - 1] == "?", parts[count - 2] == ",", parts[count - 3] == "?" {
      let opening = parts[count - 4]
      if opening == "[" || (opening == "(" && count >= 5 && parts[count - 5] == "in") { parts.removeLast(2) }
    }
    // … ( ? , ? ) , ( ? , ? )  →  … ( ? , ? )
    guard parts.last == ")", let open = parts.lastIndex(of: "("), open >= 2, parts[open - 1] == ",",
      parts[open - 2] == ")"
    else { return }
    let group = parts[open...]
    let start = open - 1 - group.count
    guard start >= 1, parts[start..<(open - 1)].elementsEqual(group), parts[start - 1] == "values" else { return }
    parts.removeLast(group.count + 1)
  }

  // MARK: The purpose

  var purpose: QueryText.Purpose {
    let words = tokens.lazy.compactMap { token -> String? in
      if case .word(let word) = token { word } else { nil }
    }
    guard let first = words.first else { return .application }
    let second = words.dropFirst().first
    switch first {
    case "begin", "commit", "rollback", "savepoint", "release", "abort", "end": return .transaction
    case "start", "prepare": if second == "transaction" { return .transaction }
    case "set", "show", "reset", "discard", "deallocate": return .session
    case "explain": return .monitoring
    case "copy":
      // What is copied out is a capture or a dump, what is copied in is the application's.
      if words.contains("to"), words.contains("stdout") { return .monitoring }
    default: break
    }
    return words.contains(where: Self.looksAtServer) ? .monitoring : .application
  }

  private static func looksAtServer(_ word: String) -> Bool {
    word.hasPrefix("pg_stat_") || word.hasPrefix("pg_statio_") || serverNames.contains(word)
  }

  private static let serverNames: Set<String> = [
    "pg_locks", "pg_backend_pid", "pg_catalog", "pg_settings", "pg_database", "pg_class", "pg_roles",
    "pg_is_in_recovery",
    "pg_database_size", "pg_relation_size", "pg_total_relation_size",
  ]
}

import PerfModel
import PerfUnits

/// A line of a plan that is a node: `->  Seq Scan on t  (cost=0.00..1.05 rows=5 width=4) (actual time=0.01..0.02 rows=5 loops=1)`.
struct ExplainNodeLine {
  let type: String
  private(set) var relation: String?
  private(set) var alias: String?
  private(set) var index: String?
  private(set) var joinType: String?
  private(set) var cteName: String?
  private(set) var partialMode: String?
  let estimate: PlanEstimate?
  let actual: PlanActual?

  /// Nil where the line is no node.
  init?(_ line: String) {
    var text = line[...].trimmed
    if text.hasPrefix("->") { text = text.dropFirst(2).trimmed }
    guard let last = Self.bracket(&text) else { return nil }
    if let actual = Self.actual(last) {
      self.actual = actual
      var rest = text
      if let cost = Self.bracket(&rest), let estimate = Self.estimate(cost) {
        self.estimate = estimate
        text = rest
      } else {
        estimate = nil
      }
    } else if let estimate = Self.estimate(last) {
      self.estimate = estimate
      actual = nil
    } else {
      return nil
    }
    guard !text.isEmpty, !text.contains("(") else { return nil }
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    while let first = words.first, ["Finalize", "Simple", "Partial"].contains(first) {
      partialMode = words.removeFirst()
    }
    words.removeAll { $0 == "Parallel" || $0 == "Async" }
    guard !words.isEmpty else { return nil }
    let named = Self.name(words)
    type = named.type
    (relation, alias, index) = (named.relation, named.alias, named.index)
    (joinType, cteName) = (named.joinType, named.cteName)
  }

  // MARK: Brackets

  /// Takes the last `(…)` off a text and gives what is in it.
  private static func bracket(_ text: inout Substring) -> Substring? {
    guard text.last == ")", let opening = text.lastIndex(of: "(") else { return nil }
    let inside = text[text.index(after: opening)...].dropLast()
    text = text[..<opening].trimmed
    return inside
  }

  /// `cost=0.00..1.05 rows=5 width=4`
  private static func estimate(_ text: Substring) -> PlanEstimate? {
    let fields = fields(text)
    guard let cost = range(fields["cost"]), let rows = number(fields["rows"]), let width = number(fields["width"])
    else {
      return nil
    }
    return PlanEstimate(startupCost: cost.0, totalCost: cost.1, rows: rows, width: width)
  }

  /// `actual time=0.01..0.02 rows=5 loops=1`, without the time where it was not measured, or `never executed`.
  private static func actual(_ text: Substring) -> PlanActual? {
    let words = text.split(whereSeparator: \.isWhitespace)
    if words.elementsEqual(["never", "executed"]) {
      return PlanActual(startupTime: 0, totalTime: 0, rows: 0, loops: 0)
    }
    guard words.first == "actual" else { return nil }
    let fields = fields(text)
    guard let rows = number(fields["rows"]), let loops = number(fields["loops"]) else { return nil }
    let time = range(fields["time"])
    return PlanActual(
      startupTime: (time?.0).map(Unit.milliseconds.toBase), totalTime: (time?.1).map(Unit.milliseconds.toBase),
      rows: rows, loops: loops)
  }

  private static func fields(_ text: Substring) -> [Substring: Substring] {
    var fields: [Substring: Substring] = [:]
    for word in text.split(whereSeparator: \.isWhitespace) {
      guard let sign = word.firstIndex(of: "=") else { continue }
      fields[word[..<sign]] = word[word.index(after: sign)...]
    }
    return fields
  }

  private static func number(_ text: Substring?) -> Double? {
    guard let value = text.flatMap({ Double($0) }), value.isFinite, value >= 0 else { return nil }
    return value
  }

  private static func range(_ text: Substring?) -> (Double, Double)? {
    guard let text, let dots = text.firstIndex(of: "."), case let parts = text.split(separator: "..", maxSplits: 1),
      dots != text.startIndex, parts.count == 2, let low = number(parts[0]), let high = number(parts[1])
    else { return nil }
    return (low, high)
  }

  // MARK: Names

  private struct Named {
    var type: String
    var relation: String?
    var alias: String?
    var index: String?
    var joinType: String?
    var cteName: String?
  }

  private static func name(_ words: [String]) -> Named {
    if let on = words.firstIndex(of: "on"), on > 0, on + 1 < words.count { return scan(words, on: on) }
    guard words.last == "Join" else { return Named(type: words.joined(separator: " ")) }
    let base = words.dropLast()
    let kind = base.drop { !joinTypes.contains($0) }
    let method = base.prefix(base.count - kind.count).joined(separator: " ")
    // `Nested Loop Left Join` is a `Nested Loop` otherwise.
    return Named(
      type: method == "Nested Loop" ? method : method + " Join",
      joinType: kind.isEmpty ? nil : kind.joined(separator: " "))
  }

  private static let joinTypes: Set<String> = ["Left", "Right", "Full", "Semi", "Anti"]

  private static func scan(_ words: [String], on: Int) -> Named {
    let target = words[on + 1]
    let alias = on + 2 < words.count ? words[on + 2] : nil
    var before = Array(words[..<on])
    var named = Named(type: "")
    if let using = before.firstIndex(of: "using"), using + 1 < before.count {
      named.index = before[using + 1]
      before = Array(before[..<using])
      if before.last == "Backward" { before.removeLast() }
    }
    named.type = before.joined(separator: " ")
    switch named.type {
    case "Bitmap Index Scan": named.index = target
    case "CTE Scan": (named.cteName, named.alias) = (target, alias)
    case "Function Scan": named.alias = alias
    case "Subquery Scan": named.alias = words[(on + 1)...].joined(separator: " ")
    default: (named.relation, named.alias) = (target, alias)
    }
    return named
  }
}

extension Substring {
  /// Without white space at its ends.
  var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start[start.endIndex...] }
    return start[...last]
  }
}

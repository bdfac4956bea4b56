/// Splits a phrase at commas and the like, outside of brackets.
enum ClauseSplitter {
  static func split(_ items: ArraySlice<Item>) -> [ArraySlice<Item>] {
    var parts: [ArraySlice<Item>] = []
    var start = items.startIndex
    var depth = 0
    for index in items.indices {
      if items[index].isOpen { depth += 1 }
      if items[index].isClose { depth = max(0, depth - 1) }
      guard depth == 0, let skipped = separates(items, at: index, since: start) else { continue }
      if start < index { parts.append(items[start..<index]) }
      start = index + skipped
    }
    if start < items.endIndex { parts.append(items[start...]) }
    return parts
  }

  /// How many items of a separator stand at the index, nil where none does. "and" and "with" separate two conditions only
  /// where both sides have an amount: "search and browse p95 < 200ms" is one.
  private static func separates(_ items: ArraySlice<Item>, at index: Int, since start: Int) -> Int? {
    switch items[index].kind {
    case .comma: return 1
    case .word(.and):
      return items[start..<index].contains { $0.amount != nil } && items[(index + 1)...].contains { $0.amount != nil }
        ? 1 : nil
    case .word(.preposition(.with)):
      guard index + 1 < items.endIndex, items[start..<index].contains(where: { $0.amount != nil }) else { return nil }
      switch items[index + 1].kind {
      case .word(.comparator), .word(.statistic), .word(.percentile), .word(.metric), .word(.none): return 1
      default: return nil
      }
    default: return nil
    }
  }
}

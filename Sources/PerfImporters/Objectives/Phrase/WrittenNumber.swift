/// A number as people write it: `1,500`, `1 500`, `1.500,5`, `0,2`, `99.9`.
struct WrittenNumber: Hashable {
  /// Nil where the digits are no number ("1.2.3", "12.03.2024") or could be two different ones.
  let value: Double?
  /// Why there is no value although it looks like one.
  let doubt: String?
  /// The thousands are divided by spaces, which also divide two numbers.
  let isSpaced: Bool

  /// Reads the digits and separators from `start`, where a digit or a point before a digit stands, and tells where they end.
  ///
  /// A comma divides thousands before exactly three digits and decimals before any other count; in a document that uses
  /// decimal commas three digits behind a single comma or point decide nothing.
  static func read(_ text: [Unicode.Scalar], from start: Int, decimalComma: Bool) -> (number: WrittenNumber, end: Int) {
    var groups: [ArraySlice<Unicode.Scalar>] = []
    var separators: [Unicode.Scalar] = []
    var index = start
    while true {
      let groupStart = index
      while index < text.count, text[index].isDigit { index += 1 }
      groups.append(text[groupStart..<index])
      guard let separator = separator(text, at: index) else { break }
      separators.append(separator)
      index += 1
    }
    return (interpret(groups, separators, decimalComma: decimalComma), index)
  }

  /// A separator that belongs to the number: one with a digit behind it, a space only before exactly three of them.
  private static func separator(_ text: [Unicode.Scalar], at index: Int) -> Unicode.Scalar? {
    guard index + 1 < text.count, text[index + 1].isDigit else { return nil }
    switch text[index] {
    case ",", ".", "_", "'": return text[index]
    case let space where space.isSpace:
      let digits = text[(index + 1)...].prefix { $0.isDigit }.count
      return digits == 3 ? " " : nil
    default: return nil
    }
  }

  private static func interpret(
    _ groups: [ArraySlice<Unicode.Scalar>], _ separators: [Unicode.Scalar], decimalComma: Bool
  ) -> WrittenNumber {
    guard let last = separators.last else { return plain(groups, decimals: nil) }
    let isSpaced = separators[0] == " "
    let first = groups[0].count
    let looksGrouped = (1...3).contains(first) && groups[0].first != "0"
    let uniform = separators.allSatisfy { $0 == last }
    let threes = groups.dropFirst().allSatisfy { $0.count == 3 }

    if separators.count == 1, last == "." || last == "," {
      let couldBeThousands = looksGrouped && threes
      if couldBeThousands, decimalComma {
        return .doubtful("three digits behind a comma or a point can be thousands or decimals")
      }
      if last == ",", couldBeThousands { return plain(groups, decimals: nil) }
      // "1,23456" is neither a price nor a thousand.
      if last == ",", groups[1].count > 3 { return .none }
      return plain(groups.dropLast(), decimals: groups[1])
    }
    if uniform { return looksGrouped && threes ? plain(groups, decimals: nil, isSpaced: isSpaced) : .none }
    let whole = separators.dropLast()
    guard last == "." || last == ",", whole.allSatisfy({ $0 == separators[0] }), looksGrouped,
      groups.dropFirst().dropLast().allSatisfy({ $0.count == 3 })
    else { return .none }
    return plain(groups.dropLast(), decimals: groups[groups.count - 1], isSpaced: isSpaced)
  }

  private static let none = WrittenNumber(value: nil, doubt: nil, isSpaced: false)

  private static func doubtful(_ doubt: String) -> WrittenNumber {
    WrittenNumber(value: nil, doubt: doubt, isSpaced: false)
  }

  private static func plain(
    _ groups: some Sequence<ArraySlice<Unicode.Scalar>>, decimals: ArraySlice<Unicode.Scalar>?, isSpaced: Bool = false
  ) -> WrittenNumber {
    var text = groups.flatMap(\.self)
    if text.isEmpty { text.append("0") }
    if let decimals { text += ["."] + decimals }
    // Longer than any figure of a report, and short enough for every sum with it.
    guard text.count <= 18 else { return .none }
    return WrittenNumber(value: Double(String(scalars: text)), doubt: nil, isSpaced: isSpaced)
  }
}

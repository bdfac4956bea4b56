/// What compilers add to the names of functions that they copy or make.
package enum CompilerName {
  /// `finish_task_switch` of `finish_task_switch.isra.0`, `work.part.1.cold` and `work [clone .constprop.2]`.
  package static func withoutSuffixes(_ name: Substring) -> Substring {
    var text = name
    if text.last == "]", let clone = text.firstRange(of: " [clone ") { text = text[..<clone.lowerBound] }
    while let dot = text.lastIndex(of: "."), dot > text.startIndex {
      let last = text[text.index(after: dot)...]
      if last == "cold" {
        text = text[..<dot]
        continue
      }
      guard !last.isEmpty, last.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let mark = text[..<dot].lastIndex(of: "."), mark > text.startIndex,
        copies.contains(text[text.index(after: mark)..<dot])
      else { break }
      text = text[..<mark]
    }
    return text
  }

  /// Suffixes of gcc and clang that a number follows.
  private static let copies: Set<Substring> = ["isra", "part", "constprop", "llvm", "lto_priv"]

  /// `com.example.Shop$$Lambda.run` of `com.example.Shop$$Lambda$14/0x0000000800c03000.run`: both numbers are others in every process.
  package static func withoutLambdaNumbers(_ name: String) -> String {
    // Nearly all names go out here, and a profile has many.
    guard name.utf8.contains(UInt8(ascii: "$")), let mark = name.firstRange(of: "$$Lambda") else { return name }
    var rest = name[mark.upperBound...]
    if rest.first == "$" { rest = rest.dropFirst().drop { $0.isASCII && $0.isNumber } }
    if rest.first == "/" || rest.hasPrefix(".0x") {
      rest = rest.dropFirst()
      if rest.hasPrefix("0x") { rest = rest.dropFirst(2) }
      rest = rest.drop { $0.isASCII && $0.isHexDigit }
    }
    return String(name[..<mark.upperBound] + rest)
  }
}

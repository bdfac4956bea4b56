/// The package, module, namespace or class that a function's name begins with.
public enum PackageName {
  /// Where a name tells nothing, the function's file; the empty text where that is unknown too.
  ///
  /// `encoding/json.(*encodeState).string` is in `encoding/json`, `com.example.Shop.buy` in `com.example`, `std::vector::push_back`
  /// in `std::vector`.
  public static func of(_ name: String, file: String = "") -> String {
    let name = CompilerName.withoutLambdaNumbers(name)
    // Type arguments and arguments have dots and slashes of their own.
    let head = name.prefix { $0 != "[" && $0 != "(" && $0 != "<" && $0 != " " }
    let text = CompilerName.withoutSuffixes(head.isEmpty ? name[...] : head)
    if let end = text.range(ofLast: "::") { return String(text[..<end]) }
    if name.hasPrefix("["), let end = name.firstIndex(of: "]") { return String(name[...end]) }
    let base = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
    guard let dot = text[base...].firstIndex(of: "."), dot > base else { return file }
    if base == text.startIndex, let package = dotted(text) { return package }
    return String(text[..<dot])
  }

  /// The part before the class of `com.example.Shop.buy`; nil for what is not named so.
  private static func dotted(_ text: Substring) -> String? {
    let words = text.split(separator: ".", omittingEmptySubsequences: false)
    guard words.count > 3 || text.hasSuffix("$$Lambda"),
      let type = words.firstIndex(where: { $0.first?.isUppercase == true }), type >= 2
    else { return nil }
    return words[..<type].joined(separator: ".")
  }
}

extension Substring {
  /// Where a text begins for the last time.
  fileprivate func range(ofLast text: String) -> Index? {
    var index = endIndex
    while index > startIndex {
      formIndex(before: &index)
      if self[index...].hasPrefix(text) { return index > startIndex ? index : nil }
    }
    return nil
  }
}

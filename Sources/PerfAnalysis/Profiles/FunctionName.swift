import PerfModel

/// Names of functions without what differs from build to build: numbers of closures, type arguments, module versions, suffixes of the
/// compiler, hashes and addresses.
///
/// `example.com/shop/v2/cart.(*Cart[go.shape.int]).Sum.func2.1 (inline)` is `example.com/shop/cart.(*Cart[]).Sum.func`.
public enum FunctionName {
  /// Whether it is no function but a thread, which some profilers put at the root of its stacks.
  static func isThread(_ name: String) -> Bool { name.hasPrefix("thread (") || name.hasPrefix("Thread ") }

  public static func normalised(_ name: String) -> String {
    var text = withoutCompilerSuffixes(name)
    text = withoutTypeArguments(text)
    text = withoutVersions(text)
    text = withoutClosureNumbers(text)
    return withoutNumbers(text)
  }

  private static func withoutCompilerSuffixes(_ name: String) -> String {
    var text = name[...]
    for suffix in [" (inline)", " (partial-inline)", " (inlined)", "-fm"] where text.hasSuffix(suffix) {
      text = text.dropLast(suffix.count)
    }
    text = CompilerName.withoutSuffixes(text)
    // The line in py-spy's `query (app.py:20)`.
    if text.hasSuffix(")"), let colon = text.lastIndex(of: ":"),
      text[colon...].dropFirst().dropLast().allSatisfy(\.isASCIIDigit)
    {
      text = text[..<colon] + ")"
    }
    // Rust's hash: ::h and 16 digits.
    if let start = text.firstIndex(ofText: "::h"), text[start...].dropFirst(3).count == 16,
      text[start...].dropFirst(3).allSatisfy(\.isHexDigit)
    {
      text = text[..<start]
    }
    return String(text)
  }

  /// Empties brackets, but for one that the name begins with, as `[libc.so.6]` does.
  private static func withoutTypeArguments(_ name: String) -> String {
    guard !name.hasPrefix("["), name.contains("[") else { return name }
    var depth = 0
    var text = ""
    for character in name {
      if character == "]" { depth = max(0, depth - 1) }
      if depth == 0 { text.append(character) }
      if character == "[" { depth += 1 }
    }
    return text
  }

  /// Leaves out `/v2` as a whole step of a path, and the version of `yaml.v3`.
  private static func withoutVersions(_ name: String) -> String {
    guard name.contains("v") else { return name }
    var text = ""
    var rest = name[...]
    while let character = rest.first {
      let digits = rest.dropFirst(2).prefix(while: \.isASCIIDigit)
      let next = rest.dropFirst(2 + digits.count).first
      if character == "/" || (character == "." && text.contains("/")), rest.dropFirst().first == "v", !digits.isEmpty,
        next == "/" || next == "." || next == nil
      {
        rest = rest.dropFirst(2 + digits.count)
      } else {
        text.append(character)
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// `.func2.1.3` and `.gowrap3` lose their numbers.
  private static func withoutClosureNumbers(_ name: String) -> String {
    var words = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = words.lastIndex(where: { isClosure($0) }) else { return name }
    while words.count > first + 1, let last = words.last, !last.isEmpty, last.allSatisfy(\.isASCIIDigit) {
      words.removeLast()
    }
    return words.map { isClosure($0) ? String($0.prefix { !$0.isASCIIDigit }) : String($0) }.joined(separator: ".")
  }

  private static func isClosure(_ word: Substring) -> Bool {
    for stem in ["func", "gowrap", "deferwrap"] where word.hasPrefix(stem) && word.count > stem.count {
      return word.dropFirst(stem.count).allSatisfy(\.isASCIIDigit)
    }
    return false
  }

  /// Numbers of lambdas, addresses, and numbers of threads: `thread (12884): Thread-1762 (run)`.
  private static func withoutNumbers(_ name: String) -> String {
    let name = CompilerName.withoutLambdaNumbers(name)
    let isThread = isThread(name)
    guard isThread || name.contains("0x") else { return name }
    var text = ""
    var isNumber = false
    for character in name {
      let startsNumber = text.hasSuffix("0x") || (isThread && character.isASCIIDigit)
      isNumber = (isNumber || startsNumber) && character.isHexDigit
      if !isNumber { text.append(character) }
    }
    return text
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

extension Substring {
  /// Where a text begins for the first time.
  fileprivate func firstIndex(ofText text: String) -> Index? {
    var rest = self
    while !rest.isEmpty {
      if rest.hasPrefix(text) { return rest.startIndex }
      rest = rest.dropFirst()
    }
    return nil
  }
}

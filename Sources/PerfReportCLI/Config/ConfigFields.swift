import PerfDiagnostics
import PerfFormats
import PerfUnits

/// The entries of one mapping of `perfreport.yml`, each read in the unit that it has to be in.
///
/// A bare number where a unit belongs is refused: it could be any of several.
struct ConfigFields {
  let document: YAMLDocument
  let node: YAMLNode
  private let values: [String: YAMLNode]

  /// - Throws: `yaml-value` for what is no mapping and for a key that is not known.
  init(_ node: YAMLNode, of document: YAMLDocument, known: [String]) throws(Diagnostic) {
    self.document = document
    self.node = node
    values = Dictionary(
      try document.members(node, known: known).map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
  }

  subscript(key: String) -> YAMLNode? { values[key] }

  /// `200 ms`, `3s`, `5 min`.
  func time(_ key: String) throws(Diagnostic) -> Seconds? {
    try value(key, "a time", example: "200 ms") { Self.amount($0, .time).flatMap { Seconds($0) } }
  }

  /// `60 req/s`, `500/min`, `200000 tokens/min`.
  func rate(_ key: String, example: String = "60 req/s") throws(Diagnostic) -> RequestRate? {
    try value(key, "a rate", example: example) { Self.rate($0) }
  }

  /// The same, a minute.
  func perMinute(_ key: String, example: String) throws(Diagnostic) -> Double? {
    try value(key, "a rate", example: example) { Self.ratePerMinute($0) }
  }

  /// `20%` or `0.2`.
  func share(_ key: String, example: String = "20%") throws(Diagnostic) -> Double? {
    try value(key, "a share", example: example) { Amount.share($0) }
  }

  /// `1.5`, from a least value on.
  func factor(_ key: String, from least: Double = 0, example: String = "1.5") throws(Diagnostic) -> Double? {
    try value(key, "a number\(least > 0 ? " from \(Self.text(least))" : "")", example: example) { text in
      Amount.factor(text).flatMap { $0 >= least ? $0 : nil }
    }
  }

  /// A whole number, from a least value on.
  func count(_ key: String, from least: Int = 0, example: String = "2") throws(Diagnostic) -> Int? {
    try value(key, "a whole number\(least > 0 ? " from \(least)" : "")", example: example) { text in
      Int(text).flatMap { $0 >= least && $0 < 1 << 40 ? $0 : nil }
    }
  }

  /// `true`, `yes`, `false`, `no`.
  func flag(_ key: String) throws(Diagnostic) -> Bool? {
    try value(key, "yes or no", example: "yes") { ["true": true, "yes": true, "false": false, "no": false][$0] }
  }

  /// A text of the user's own.
  func text(_ key: String, example: String) throws(Diagnostic) -> String? {
    try value(key, "a text", example: example) { $0.isEmpty ? nil : $0 }
  }

  /// What a text says, nil where the key is absent.
  /// - Throws: `yaml-value` where the text says nothing of the kind.
  func value<T>(
    _ key: String, _ expectation: String, example: String, _ read: (String) -> T?
  ) throws(Diagnostic) -> T? {
    guard let node = values[key] else { return nil }
    return try Self.value(node, of: document, key, expectation, example: example, read)
  }

  /// What a node under a name says.
  static func value<T>(
    _ node: YAMLNode, of document: YAMLDocument, _ name: String, _ expectation: String, example: String,
    _ read: (String) -> T?
  ) throws(Diagnostic) -> T {
    guard let value = node.scalar.flatMap(read) else {
      throw document.error(at: node, "\(name) is not \(expectation)", hint: "\(name): \(example)")
    }
    return value
  }

  /// A rate in 1/s.
  static func rate(_ text: String) -> RequestRate? {
    frequency(text).flatMap { RequestRate($0.unit.toBase($0.value)) }
  }

  /// A rate a minute; 500/min is 500 to the last digit.
  static func ratePerMinute(_ text: String) -> Double? {
    frequency(text).map { $0.value * ($0.unit.factor * 60) }.flatMap { $0.isFinite ? $0 : nil }
  }

  /// A number with a unit of a dimension, in its base unit.
  static func amount(_ text: String, _ dimension: Dimension) -> Double? {
    guard let parts = parts(text), parts.unit.dimension == dimension else { return nil }
    let amount = parts.unit.toBase(parts.value)
    return amount.isFinite && amount >= 0 ? amount : nil
  }

  /// What is counted may be anything: requests, calls, tokens, jobs.
  private static func frequency(_ text: String) -> (value: Double, unit: Unit)? {
    var plain = text
    if let slash = text.firstIndex(of: "/") {
      let word = String(text[..<slash].reversed().prefix { $0.isLetter }.reversed())
      // MB/s is a rate of bytes.
      guard UnitText.read(word) == nil else { return nil }
      plain = String(text[..<slash].dropLast(word.count) + text[slash...])
    }
    return parts(plain).flatMap { $0.unit.dimension == .frequency ? $0 : nil }
  }

  private static func parts(_ text: String) -> (value: Double, unit: Unit)? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(digits), let unit = UnitText.read(String(text.dropFirst(digits.count))) else { return nil }
    return (value, unit)
  }

  private static func text(_ value: Double) -> String { NumberText.fixed(value, decimals: 0) }
}

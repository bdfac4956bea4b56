import PerfFormats
import PerfModel

/// A line of Prometheus' text format 0.0.4 or of OpenMetrics 1.0.
enum PrometheusLine {
  case blank
  /// A comment, or the help of a family.
  case comment
  case type(String, MetricFamily.Kind)
  /// `# EOF`, which ends an OpenMetrics exposition.
  case end
  case sample(PrometheusSample)

  init(_ bytes: ArraySlice<UInt8>) throws(PrometheusFlaw) {
    guard let start = bytes.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else {
      self = .blank
      return
    }
    guard bytes[start] == UInt8(ascii: "#") else {
      var scanner = PrometheusScanner(bytes[start...], origin: bytes.startIndex)
      self = .sample(try scanner.sample())
      return
    }
    let words = bytes[(start + 1)...].split(maxSplits: 2, whereSeparator: { $0 == 0x20 || $0 == 0x09 })
    guard let word = words.first.map({ String(decoding: $0, as: UTF8.self) }) else {
      self = .comment
      return
    }
    switch (word, words.count) {
    case ("EOF", 1): self = .end
    case ("TYPE", 3):
      let name = String(decoding: words[1], as: UTF8.self)
      let kind = String(decoding: words[2], as: UTF8.self).filter { !$0.isWhitespace }
      guard PrometheusScanner.isName(words[1]) || name.hasPrefix("\""), let known = Self.kind(kind) else {
        throw PrometheusFlaw("'\(kind)' is no type of a metric", at: words[2].startIndex - bytes.startIndex)
      }
      self = .type(name.filter { $0 != "\"" }, known)
    case ("TYPE", _):
      throw PrometheusFlaw("a TYPE names a metric and its type", at: start - bytes.startIndex)
    default: self = .comment
    }
  }

  /// `untyped` is what 0.0.4 calls OpenMetrics' `unknown`.
  private static func kind(_ word: String) -> MetricFamily.Kind? {
    word == "untyped" ? .unknown : MetricFamily.Kind(rawValue: word)
  }
}

/// What is wrong with a line, and where.
struct PrometheusFlaw: Error {
  let message: String
  /// Bytes from the start of the line.
  let offset: Int

  init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// `http_requests_total{route="/api",status="200"} 187 1795240810000 # {trace_id="a"} 1.0 1795240809.5`
struct PrometheusSample {
  let name: String
  let labels: [Labels.Pair]
  let value: Double
  /// As written: milliseconds in text 0.0.4, seconds in OpenMetrics.
  let timestamp: Double?
}

/// Reads one sample from a line.
struct PrometheusScanner {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private let origin: Int

  /// - Parameters:
  ///   - bytes: from the first byte of the sample to the end of the line.
  ///   - origin: where the line begins.
  init(_ bytes: ArraySlice<UInt8>, origin: Int) {
    self.bytes = bytes
    position = bytes.startIndex
    self.origin = origin
  }

  mutating func sample() throws(PrometheusFlaw) -> PrometheusSample {
    var name = String(decoding: bytes[..<skipName()], as: UTF8.self)
    skipBlanks()
    var labels: [Labels.Pair] = []
    if take(UInt8(ascii: "{")) {
      labels = try self.labels(of: &name)
      skipBlanks()
    }
    guard !name.isEmpty else { throw flaw("a metric's name begins with a letter, '_' or ':'") }
    let value = try number("a value")
    skipBlanks()
    var timestamp: Double?
    if position < bytes.endIndex, bytes[position] != UInt8(ascii: "#") {
      timestamp = try number("a time")
      skipBlanks()
    }
    guard position == bytes.endIndex || bytes[position] == UInt8(ascii: "#") else {
      throw flaw("nothing may follow the value and its time")
    }
    return PrometheusSample(name: name, labels: labels, value: value, timestamp: timestamp)
  }

  /// After `{`: `a="b", c="d" }`; a quoted string without a value is the name itself.
  private mutating func labels(of name: inout String) throws(PrometheusFlaw) -> [Labels.Pair] {
    var pairs: [Labels.Pair] = []
    while true {
      skipBlanks()
      if take(UInt8(ascii: "}")) { return pairs }
      let key: String
      if position < bytes.endIndex, bytes[position] == UInt8(ascii: "\"") {
        key = try quoted()
      } else {
        let start = position
        key = String(decoding: bytes[start..<skipName()], as: UTF8.self)
        guard !key.isEmpty else { throw flaw("a label's name is missing") }
      }
      skipBlanks()
      if take(UInt8(ascii: "=")) {
        skipBlanks()
        pairs.append(Labels.Pair(name: key, value: try quoted()))
      } else if name.isEmpty {
        name = key
      } else {
        throw flaw("a label needs '=' and a value in quotation marks")
      }
      skipBlanks()
      guard take(UInt8(ascii: ",")) || position < bytes.endIndex && bytes[position] == UInt8(ascii: "}") else {
        throw flaw("the labels are not closed")
      }
    }
  }

  /// A string in quotation marks, where `\\`, `\"` and `\n` stand for what else could not be in it.
  private mutating func quoted() throws(PrometheusFlaw) -> String {
    guard take(UInt8(ascii: "\"")) else { throw flaw("a value in quotation marks is missing") }
    let start = position
    var text: [UInt8]?
    while position < bytes.endIndex {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        defer { position += 1 }
        return String(decoding: text.map { $0[...] } ?? bytes[start..<position], as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\"), position + 1 < bytes.endIndex {
        var unescaped = text ?? Array(bytes[start..<position])
        switch bytes[position + 1] {
        case UInt8(ascii: "n"): unescaped.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "\\"), UInt8(ascii: "\""): unescaped.append(bytes[position + 1])
        default: unescaped += bytes[position...(position + 1)]
        }
        text = unescaped
        position += 2
      } else {
        text?.append(byte)
        position += 1
      }
    }
    throw flaw("the quotation mark is not closed")
  }

  /// `12`, `1.79523245038e+09`, `NaN`, `+Inf`.
  private mutating func number(_ what: String) throws(PrometheusFlaw) -> Double {
    let start = position
    while position < bytes.endIndex, bytes[position] != 0x20, bytes[position] != 0x09 { position += 1 }
    guard let number = Self.number(bytes[start..<position]) else {
      position = start
      throw flaw("\(what) is missing")
    }
    return number
  }

  static func number(_ word: ArraySlice<UInt8>) -> Double? {
    let text = String(decoding: word, as: UTF8.self)
    switch text.lowercased() {
    case "nan": return .nan
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default:
      // `Double` would take hexadecimal numbers too.
      guard word.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
      return Double(text)
    }
  }

  /// Whether bytes are a name of the classic kind: a letter, `_` or `:`, then also digits.
  static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, isNameByte(first), !(0x30...0x39).contains(first) else { return false }
    return bytes.allSatisfy(isNameByte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
  }

  /// The end of the name that begins here.
  private mutating func skipName() -> Int {
    if position < bytes.endIndex, (0x30...0x39).contains(bytes[position]) { return position }
    while position < bytes.endIndex, Self.isNameByte(bytes[position]) { position += 1 }
    return position
  }

  private mutating func skipBlanks() {
    while position < bytes.endIndex, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.endIndex, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func flaw(_ message: String) -> PrometheusFlaw { PrometheusFlaw(message, at: position - origin) }
}

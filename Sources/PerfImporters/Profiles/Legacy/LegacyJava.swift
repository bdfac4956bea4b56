import PerfDiagnostics
import PerfFormats
import PerfModel

/// Heap and contention profiles of Java programs, whose stacks are numbers of the locations at their end:
/// `0x00000003 com.example.Shop.buy (Shop.java:12)`.
struct LegacyJava {
  private let isHeap: Bool
  private static let samplingRate: Int64 = 524_288

  /// Nil for another first line.
  init?(header: String) {
    switch header {
    case "--- heapz 1 ---": isHeap = true
    case "--- contentionz 1 ---": isHeap = false
    default: return nil
    }
  }

  /// Whether the lines behind a header are those of a Java program; gperftools' contention profiles begin with the same line.
  static func isJava(_ text: LegacyText) -> Bool {
    var text = text
    while let line = text.nextContent() {
      guard let sign = line.text.firstIndex(of: "=") else { return false }
      if line.text[..<sign].filter({ $0 != " " }) == "format" { return true }
    }
    return false
  }

  func read(_ text: inout LegacyText) throws(Diagnostic) -> Profile {
    var unit = ""
    var period: Int64 = 0
    var milliseconds: Int64 = 0
    while let line = text.nextContent() {
      guard let sign = line.text.firstIndex(of: "=") else {
        text.unread()
        break
      }
      let value = line.text[line.text.index(after: sign)...].filter { $0 != " " }
      switch line.text[..<sign].filter({ $0 != " " }) {
      case "format":
        guard value == "java" else { throw text.error("the profile is of no known kind", at: line) }
      case "resolution": unit = value
      case "samplingperiod": period = Int64(value) ?? 0
      case "mssincereset": milliseconds = Int64(value) ?? 0
      default: throw text.error("the profile has an attribute that nobody knows", at: line)
      }
    }
    let types =
      isHeap
      ? [ProfileValueType("inuse_objects", "count"), ProfileValueType("inuse_space", unit)]
      : [ProfileValueType("contentions", "count"), ProfileValueType("delay", unit)]
    var stacks = LegacyNumberedStacks(types)
    stacks.builder.parts.period = isHeap ? nil : ProfilePeriod(types[0], period)
    stacks.builder.parts.duration =
      milliseconds > 0 ? milliseconds.multipliedReportingOverflow(by: 1_000_000).partialValue : nil
    while let line = text.nextContent() {
      var scanner = LegacyScanner(line.text)
      guard let second = scanner.integer(), let first = scanner.integer(), scanner.take("@"),
        let numbers = scanner.addresses()
      else {
        text.unread()
        break
      }
      guard let values = scaled(first, second, period) else {
        throw text.error("the values are of no objects, or beyond 64 bits", at: line)
      }
      stacks.add(
        numbers, values, size: isHeap && first != 0 ? second.dividedReportingOverflow(by: first).partialValue : nil)
    }
    return try stacks.finish(&text)
  }

  private func scaled(_ first: Int64, _ second: Int64, _ period: Int64) -> [Int64]? {
    if isHeap {
      guard first != 0, let pair = LegacyHeap.unsampled(first, second, Self.samplingRate) else { return nil }
      return [pair.0, pair.1]
    }
    guard period != 0 else { return [first, second] }
    let values = [first, second].map { $0.multipliedReportingOverflow(by: period) }
    return values.contains(where: \.overflow) ? nil : values.map(\.partialValue)
  }
}

/// Stacks of numbers whose functions come at the end.
struct LegacyNumberedStacks {
  var builder: ProfileBuilder
  private var stacks: [(numbers: [UInt64], values: [Int64], size: Int64?)] = []

  init(_ types: [ProfileValueType]) { builder = ProfileBuilder(types) }

  mutating func add(_ numbers: [UInt64], _ values: [Int64], size: Int64? = nil) {
    stacks.append((numbers, values, size))
  }

  /// Reads the locations, and gives each stack its functions.
  consuming func finish(_ text: inout LegacyText) throws(Diagnostic) -> Profile {
    let used = Set(stacks.flatMap(\.numbers))
    var locations: [UInt64: UInt32] = [:]
    while let line = text.next() {
      let content = line.text.drop(while: \.isWhitespace)
      guard content.hasPrefix("0x") else { continue }
      let digits = content.dropFirst(2).prefix(while: \.isHexDigit)
      guard let number = UInt64(digits, radix: 16), used.contains(number) else { continue }
      let frame = Self.frame(content.dropFirst(2 + digits.count))
      let function = builder.function(frame.name, file: frame.file)
      locations[number] = builder.location(function: function, line: frame.line)
    }
    let key = builder.text("bytes")
    for stack in stacks {
      let frames = stack.numbers.map { locations[$0] ?? builder.location(address: $0) }
      builder.add(frames, stack.values, labels: stack.size.map { [SampleLabel(key: key, number: $0)] } ?? [])
    }
    return try builder.finish(file: text.file)
  }

  /// `com.example.Shop.buy (Shop.java:12)`, `memcpy (/lib/libc.so)`, `GC`.
  private static func frame(_ text: Substring) -> (name: String, file: String, line: Int64) {
    let text = text.drop(while: \.isWhitespace)
    if text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex {
      let name = text[..<open].reversed().drop(while: \.isWhitespace).reversed()
      let place = text[text.index(after: open)...].dropLast()
      if let colon = place.lastIndex(of: ":"), let line = Int64(place[place.index(after: colon)...]) {
        return (String(name), String(place[..<colon]), max(0, line))
      }
      return (String(name), place.split(separator: "/").last.map(String.init) ?? "", 0)
    }
    return (text.contains("generated stub/JIT") ? "STUB" : String(text), "", 0)
  }
}

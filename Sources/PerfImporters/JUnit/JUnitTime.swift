/// Reads the `time` attribute, which producers write as their locale has it: `0.012`, `5.0e-05`, `1,234.56`, `1.234,56`, `0,005`.
///
/// Of two kinds of separator the last is the decimal one, and one that is repeated groups thousands. A lone comma is decimal
/// unless it may group (`1,234`): then the document's other numbers decide, and where they do not, the number is ambiguous,
/// because being wrong would be a factor of a thousand.
struct JUnitTime {
  enum Reading: Equatable {
    /// No attribute, or an empty one.
    case missing
    /// Zero or more.
    case seconds(Double)
    /// A clock went backwards, or the producer subtracts wrongly.
    case negative
    case ambiguous
    case unreadable
  }

  /// What the commas of this document mean, once a number has left no doubt.
  private var commaIsDecimal: Bool?

  /// Reads the bytes of an attribute, and learns from them what a comma means in this document.
  mutating func read(_ bytes: [UInt8]) -> Reading {
    if let plain = Self.plain(bytes) { return .seconds(plain) }
    var text = bytes
    JUnitText.trim(&text, from: 0)
    guard !text.isEmpty else { return .missing }
    guard let shape = DecimalShape(text) else { return .unreadable }
    switch shape.comma {
    case .none: return Self.value(shape, commaIsDecimal: false)
    case .decimal: commaIsDecimal = true
    case .grouping: commaIsDecimal = false
    case .either: break
    }
    guard let commaIsDecimal else { return .ambiguous }
    return Self.value(shape, commaIsDecimal: commaIsDecimal)
  }

  private static func value(_ shape: DecimalShape, commaIsDecimal: Bool) -> Reading {
    guard let value = Double(shape.text(commaIsDecimal: commaIsDecimal)), value.isFinite else { return .unreadable }
    return value < 0 ? .negative : .seconds(abs(value))
  }

  /// `digits[.digits]` of at most 15 digits, as nearly every time is: both integers are exact in a Double and the power of ten
  /// too, so one division rounds correctly (Clinger, "How to Read Floating Point Numbers Accurately", 1990).
  private static func plain(_ bytes: [UInt8]) -> Double? {
    guard (1...16).contains(bytes.count) else { return nil }
    var digits: Int64 = 0
    var count = 0
    var fraction: Int?
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
        count += 1
        fraction = fraction.map { $0 + 1 }
      case UInt8(ascii: ".") where fraction == nil: fraction = 0
      default: return nil
      }
    }
    guard (1...15).contains(count) else { return nil }
    return Double(digits) / powersOfTen[fraction ?? 0]
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}

/// A number with its separators found, before they are understood.
private struct DecimalShape {
  enum Comma { case none, decimal, grouping, either }

  let comma: Comma
  private let bytes: [UInt8]
  private let dots: Int
  /// The longest number that a Double prints has 24 characters.
  private static let maximumLength = 64

  /// Nil for what is not sign, digits, dots and commas, with an exponent or without: `inf`, `nan` and `0x1p3` are no times.
  init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.maximumLength else { return nil }
    self.bytes = bytes
    let mantissa = bytes.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    let allowed = mantissa.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ","): true
      case UInt8(ascii: "-"), UInt8(ascii: "+"): index == 0
      default: false
      }
    }
    guard allowed else { return nil }
    dots = mantissa.count { $0 == UInt8(ascii: ".") }
    let commas = mantissa.count { $0 == UInt8(ascii: ",") }
    let last = mantissa.last { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    switch (dots, commas) {
    case (_, 0): comma = .none
    case (0, 1): comma = Self.mayGroup(mantissa) ? .either : .decimal
    case (0, _): comma = .grouping
    case (1, 1): comma = last == UInt8(ascii: ",") ? .decimal : .grouping
    case (1, _): comma = .grouping
    case (_, 1): comma = .decimal
    default: return nil
    }
  }

  /// `1,234`, but not `0,234`, `1234,567` or `1,23`.
  private static func mayGroup(_ mantissa: ArraySlice<UInt8>) -> Bool {
    let parts = mantissa.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }.split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    return parts.count == 2 && (1...3).contains(parts[0].count) && parts[0].first != UInt8(ascii: "0")
      && parts[1].count == 3
  }

  /// The number as Swift reads it: groups joined, the decimal separator a dot.
  func text(commaIsDecimal: Bool) -> String {
    let group = commaIsDecimal || dots > 1 ? UInt8(ascii: ".") : UInt8(ascii: ",")
    let plain = bytes.filter { $0 != group }.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
    return String(decoding: plain, as: UTF8.self)
  }
}

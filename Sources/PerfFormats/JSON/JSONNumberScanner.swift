import PerfDiagnostics

extension JSONParser {
  /// Takes a number, `position` at its sign or first digit.
  mutating func number() -> JSONNumber? {
    let start = position
    let isNegative = bytes[start] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    var digits = Digits()
    guard take(&digits) else { return nil }
    let whole = digits
    let first = bytes[isNegative ? start + 1 : start]
    guard first != UInt8(ascii: "0") || whole.count == 1 else {
      fail(.jsonSyntax, "a number may not begin with 0 and another digit", at: start)
      return nil
    }
    var exponent = 0
    var isWhole = true
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard take(&digits) else { return nil }
      exponent = whole.count - digits.count
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      guard let written = exponentDigits() else { return nil }
      exponent += written
    }
    if isWhole, !isNegative, digits.isExact, let integer = Int(exactly: digits.value) {
      return JSONNumber(double: Double(integer), integer: integer)
    }
    guard let double = double(start, digits, exponent, isNegative) else { return nil }
    // A negative whole number reads as Int itself; beyond 2^53 a Double could be a neighbour of what was written.
    let integer =
      isWhole
      ? Int(String(decoding: bytes[start..<position], as: UTF8.self))
      : abs(double) <= 0x1p53 ? Int(exactly: double) : nil
    return JSONNumber(double: double, integer: integer)
  }

  /// The decimal digits of a number so far, as far as 64 bits hold them.
  private struct Digits {
    var value: UInt64 = 0
    var count = 0
    /// Whether `value` is all that was written.
    var isExact = true

    mutating func append(_ digit: UInt8) {
      count += 1
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, tooMuch) = product.addingReportingOverflow(UInt64(digit))
      guard isExact, !tooLarge, !tooMuch else {
        isExact = false
        return
      }
      value = sum
    }
  }

  /// Takes at least one digit.
  private mutating func take(_ digits: inout Digits) -> Bool {
    let start = position
    while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
      digits.append(digit)
      position += 1
    }
    guard position == start else { return true }
    failDigit()
    return false
  }

  /// Takes the exponent; what is far out of range stays out of range without overflowing.
  private mutating func exponentDigits() -> Int? {
    position += 1
    var isNegative = false
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    var digits = Digits()
    guard take(&digits) else { return nil }
    let magnitude = digits.isExact ? Int(min(digits.value, 1_000_000)) : 1_000_000
    return isNegative ? -magnitude : magnitude
  }

  private mutating func failDigit() {
    if position < bytes.count {
      fail(.jsonSyntax, "expected a digit, found \(character(at: position))")
    } else {
      failAtEnd(inside: "a number", opening: position - 1)
    }
  }

  private mutating func double(_ start: Int, _ digits: Digits, _ exponent: Int, _ isNegative: Bool) -> Double? {
    if digits.isExact, let magnitude = JSONDecimal.nearest(digits.value, exponent: exponent) {
      return isNegative ? -magnitude : magnitude
    }
    guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)), value.isFinite else {
      fail(.nonFiniteValue, "the number is larger than a 64-bit floating point number can be", at: start)
      return nil
    }
    return value
  }
}

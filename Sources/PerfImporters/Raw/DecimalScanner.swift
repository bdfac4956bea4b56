/// Reads numbers as JSON writes them, eight digits at a time.
enum DecimalScanner {
  /// A number and the offset behind it.
  struct Number {
    let value: Double
    let end: Int
  }

  /// The number at an offset, correctly rounded; nil where there is none, or one that takes more than simple means: a reader without
  /// hurry tells which.
  ///
  /// Digits make an integer and the point a power of ten. Up to 2^53 and 10^22 both are exact as `Double`, so that their quotient is
  /// rounded once (Clinger, "How to read floating point numbers accurately", 1990).
  @inline(__always)
  static func number(in bytes: RawSpan, at start: Int) -> Number? {
    var offset = start
    // Half of all values are one digit: counts, and what took no time.
    let lone = bytes.byte(at: start) ^ 0x30
    if lone <= 9, bytes.byte(at: start + 1) == UInt8(ascii: ",") { return Number(value: Double(lone), end: start + 1) }
    let isNegative = bytes.byte(at: offset) == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    let whole = digits(bytes.word(at: offset))
    // No leading zero, and an end within the eight bytes.
    guard whole.count > 0, whole.count < 8, whole.count == 1 || bytes.byte(at: offset) != UInt8(ascii: "0") else {
      return nil
    }
    offset += whole.count
    var mantissa = whole.value
    var divisor = 1.0
    if bytes.byte(at: offset) == UInt8(ascii: ".") {
      let fraction = digits(bytes.word(at: offset + 1))
      guard fraction.count > 0, fraction.count < 8 else { return nil }
      // Seven digits and seven more are below 2^53.
      let power = powerOfTen(fraction.count)
      mantissa = mantissa &* power &+ fraction.value
      divisor = Double(power)
      offset += 1 + fraction.count
    }
    let next = bytes.byte(at: offset)
    guard next != UInt8(ascii: "e"), next != UInt8(ascii: "E"), next != UInt8(ascii: ".") else { return nil }
    let value = Double(mantissa) / divisor
    return Number(value: isNegative ? -value : value, end: offset)
  }

  /// Whether the eight bytes are digits, how many of them are before the first that is not, and what those come to.
  @inline(__always)
  static func digits(_ word: UInt64) -> (count: Int, value: UInt64) {
    let values = word ^ 0x3030_3030_3030_3030
    // A byte above 9 carries into its high bit; bytes above the first such may be wrong, and are not looked at.
    let others = ((values &+ 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080
    let count = others == 0 ? 8 : others.trailingZeroBitCount >> 3
    guard count > 0 else { return (0, 0) }
    return (count, eightDigits(values << UInt64(64 - 8 * count)))
  }

  /// The number that eight digits are, the first in the lowest byte: pairs, then fours, then all, three multiplications in place of
  /// eight (D. Lemire, "Quickly parsing eight digits", 2018).
  @inline(__always)
  static func eightDigits(_ values: UInt64) -> UInt64 {
    let pairs = values &* 10 &+ values >> 8
    let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let high = ((pairs >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (low &+ high) >> 32
  }

  /// 10^0 to 10^9: a switch of constants becomes a table in the program, which a stored one would have to be made at run time.
  @inline(__always)
  static func powerOfTen(_ exponent: Int) -> UInt64 {
    switch exponent {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1000
    case 4: 10_000
    case 5: 100_000
    case 6: 1_000_000
    case 7: 10_000_000
    case 8: 100_000_000
    default: 1_000_000_000
    }
  }
}

import Glibc

/// Numbers as text that depends on the number alone: no locale, no platform default.
public enum NumberText {
  /// A finite number with a fixed count of decimals, rounded to nearest (ties to even in binary); `-0` prints as `0`.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    let text = withVaList([Int32(max(0, decimals)), value]) { arguments in
      // The largest Double has 309 digits before the point.
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400 + max(0, decimals)) { buffer in
        let length = Int(max(0, vsnprintf(buffer.baseAddress, buffer.count, "%.*f", arguments)))
        return String(
          decoding: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<length]), as: UTF8.self)
      }
    }
    let isZero = !text.utf8.contains { $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "9") }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// A number with about `digits` significant digits and never an exponent: 0.0123, 1.23, 12.3, 123, 1234.
  public static func significant(_ value: Double, digits: Int) -> String {
    fixed(value, decimals: decimals(of: value, digits: digits))
  }

  /// How many decimals show `digits` significant digits of a number.
  public static func decimals(of value: Double, digits: Int) -> Int {
    let magnitude = abs(value)
    guard magnitude > 0, magnitude.isFinite else { return 0 }
    var exponent = Int(log10(magnitude).rounded(.down))
    // 9.996 with three digits is 10.0: the rounding itself may need one digit more.
    let step = pow(10, Double(digits - 1 - exponent))
    if (magnitude * step).rounded() >= pow(10, Double(digits)) { exponent += 1 }
    return min(12, max(0, digits - 1 - exponent))
  }

  /// A whole number with a comma between thousands: 1,234,567.
  public static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return text
  }
}

import Glibc

/// Numbers as text that depends on the number alone: no locale, no platform default.
public enum NumberText {
  /// A finite number with a fixed count of decimals, rounded to nearest (ties to even in binary); `-0` prints as `0`.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    exactlyFixed(value, decimals: decimals) ?? printed(value, decimals: decimals)
  }

  /// For numbers of up to 15 digits, as nearly all are: a seventh of the time of a long report went into boxing arguments of printf.
  ///
  /// value·10^decimals is rounded as one real number: `error` is what the product lacks, exact by the fused multiplication, and
  /// decides where the product itself looks like a tie.
  private static func exactlyFixed(_ value: Double, decimals: Int) -> String? {
    guard (0...12).contains(decimals) else { return nil }
    let scale = powersOfTen[decimals]
    let product = abs(value) * scale
    guard product < 1e15 else { return nil }
    let error = (-product).addingProduct(abs(value), scale)
    let floor = product.rounded(.down)
    let half = product - floor - 0.5
    var digits = Int(floor)
    if half > 0 || (half == 0 && (error > 0 || (error == 0 && digits % 2 == 1))) { digits += 1 }
    let sign = value < 0 && digits > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(digits) }
    let (whole, fraction) = digits.quotientAndRemainder(dividingBy: Int(scale))
    let text = String(fraction)
    return sign + String(whole) + "." + String(repeating: "0", count: decimals - text.utf8.count) + text
  }

  private static let powersOfTen: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12]

  private static func printed(_ value: Double, decimals: Int) -> String {
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

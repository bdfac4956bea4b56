/// A share, a share in percentage points or a time, as people write them in options and in `perfreport.yml`.
enum Amount {
  /// `5%`, `5 %` or `0.05`: a share of at most 1. A `5` is surely meant as 5 %, and as 500 % would open the gate for everything.
  static func share(_ text: String) -> Double? { atMostOne(number(text, units: ["%": 0.01, "": 1])) }

  /// `0.1pp`, `0.1 points` or `0.001`: a difference of shares.
  static func points(_ text: String) -> Double? {
    atMostOne(number(text, units: ["pp": 0.01, "points": 0.01, "": 1]))
  }

  /// `1ms`, `0.5 s`: seconds. A bare number is refused: it could be either.
  static func seconds(_ text: String) -> Double? { number(text, units: ["us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1]) }

  /// `2`, `1.5`: a plain positive number.
  static func factor(_ text: String) -> Double? { number(text, units: ["": 1]) }

  private static func atMostOne(_ amount: Double?) -> Double? { amount.flatMap { $0 <= 1 ? $0 : nil } }

  private static func number(_ text: String, units: [String: Double]) -> Double? {
    let text = text.filter { $0 != " " }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(digits), let unit = units[String(text.dropFirst(digits.count))] else { return nil }
    let amount = value * unit
    return amount.isFinite && amount >= 0 ? amount : nil
  }
}

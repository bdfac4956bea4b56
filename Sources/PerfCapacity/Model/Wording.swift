import PerfUnits

/// Numbers within the plan's sentences.
enum Wording {
  /// A number with three significant digits and no exponent: `1,046`, `96.2`, `0.0052`.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "?" }
    let size = abs(value)
    if size >= 1e15 { return NumberText.fixed(value, decimals: 0) }
    if size >= 100 || value == value.rounded() && size < 1e15 {
      return grouped(NumberText.fixed(value, decimals: 0))
    }
    var decimals = 1
    var limit = 10.0
    while size < limit, decimals < 8 {
      limit /= 10
      decimals += 1
    }
    return NumberText.fixed(value, decimals: size >= 10 ? 1 : decimals)
  }

  static func rate(_ value: RequestRate) -> String { number(value.value) + " req/s" }

  static func percent(_ share: Double) -> String { number(share * 100) + " %" }

  /// A time in the unit that fits: `88 ms`, `1.28 s`, `3 min`.
  static func time(_ value: Seconds) -> String {
    switch value.value {
    case ..<1e-3: number(value.value * 1e6) + " µs"
    case ..<1: number(value.value * 1e3) + " ms"
    case ..<300: number(value.value) + " s"
    default: number(value.value / 60) + " min"
    }
  }

  /// `100 users`, `offered 400 req/s`.
  static func load(_ load: Level.Load) -> String {
    switch load {
    case .users(let users): number(users.value) + (users.value == 1 ? " user" : " users")
    case .offered(let rate): Wording.rate(rate) + " offered"
    case .sent(let rate): Wording.rate(rate) + " sent"
    }
  }

  /// `p95`, `p99.9`.
  static func quantile(_ p: Double) -> String {
    let percent = (p * 1e6).rounded() / 1e4
    return "p" + (percent == percent.rounded() ? NumberText.fixed(percent, decimals: 0) : "\(percent)")
  }

  /// `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func grouped(_ digits: String) -> String {
    var out = ""
    let isNegative = digits.hasPrefix("-")
    let plain = isNegative ? digits.dropFirst() : digits[...]
    for (place, digit) in plain.enumerated() {
      if place > 0, (plain.count - place) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return (isNegative ? "-" : "") + out
  }
}

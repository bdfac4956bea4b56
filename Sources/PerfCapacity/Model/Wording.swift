import PerfUnits

/// Numbers within the plan's sentences.
enum Wording {
  /// A number with three significant digits and no exponent: `1,046`, `96.2`, `0.0052`.
  static func number(_ value: Double) -> String { figure(value, digits: 3) }

  /// A number with five significant digits, for arithmetic that a reader repeats.
  static func exact(_ value: Double) -> String { figure(value, digits: 5) }

  /// A number with so many significant digits, whole digits never cut, zeros at the end left out.
  private static func figure(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return "?" }
    let size = abs(value)
    if size >= 1e15 { return NumberText.fixed(value, decimals: 0) }
    var decimals = digits - 1
    var limit = 10.0
    while size >= limit, decimals > 0 {
      limit *= 10
      decimals -= 1
    }
    limit = 1
    while size < limit, size > 0, decimals < 12 {
      limit /= 10
      decimals += 1
    }
    let text = NumberText.fixed(value, decimals: decimals)
    guard let point = text.firstIndex(of: ".") else { return grouped(text) }
    var fraction = text[point...]
    while fraction.last == "0" { fraction.removeLast() }
    return grouped(String(text[..<point])) + (fraction == "." ? "" : fraction)
  }

  static func rate(_ value: RequestRate) -> String { number(value.value) + " req/s" }

  static func percent(_ share: Double) -> String { number(share * 100) + " %" }

  /// `1 error`, `3.11 requests`.
  static func counted(_ value: Double, _ noun: String) -> String {
    number(value) + " " + noun + (value == 1 ? "" : "s")
  }

  /// `4 s think time`; users who do not pause have none.
  static func thinkTime(_ value: Seconds) -> String { (value.value < 1e-6 ? "no" : time(value)) + " think time" }

  /// A number of bytes in the decimal unit that fits: `655 MB`; a question mark where there is none.
  static func bytes(_ count: Int?) -> String {
    guard let count else { return "?" }
    let value = Double(count)
    return switch value {
    case ..<1e3: number(value) + " B"
    case ..<1e6: number(value / 1e3) + " kB"
    case ..<1e9: number(value / 1e6) + " MB"
    default: number(value / 1e9) + " GB"
    }
  }

  /// A time in the unit that fits: `88 ms`, `1.28 s`, `3 min`.
  static func time(_ value: Seconds) -> String {
    switch value.value {
    case 0: "0 s"
    case ..<1e-3: number(value.value * 1e6) + " µs"
    case ..<1: number(value.value * 1e3) + " ms"
    case ..<300: number(value.value) + " s"
    default: number(value.value / 60) + " min"
    }
  }

  /// `100 users`, `offered 400 req/s`.
  static func load(_ load: Level.Load) -> String {
    switch load {
    case .users(let users): counted(users.value, "user")
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

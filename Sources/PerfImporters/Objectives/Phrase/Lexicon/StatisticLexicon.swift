import PerfModel

extension Lexicon {
  /// Names of statistics. Percentiles ("p95", "99th", "95 percentile") are read by `PercentileWord`.
  static let statistics: Entries = [
    (.statistic(.median), "median,med"),
    (.statistic(.mean), "average,avg,mean,averages,arithmetic mean,on average"),
    (.statistic(.maximum), "worst case,worst,slowest,slowest request,worst request"),
    (.statistic(.minimum), "fastest,best case"),
    (.extreme(.maximum), "max,maximum"),
    (.extreme(.minimum), "min,minimum"),
  ]
}

/// Percentiles as words: `p95`, `P99.9`, `tp99`, `p999`.
enum PercentileWord {
  /// Reads a word in lower case. p1 to p9 are priorities more often than percentiles, and are not read.
  static func read(_ word: String) -> Statistic? {
    let digits =
      if word.hasPrefix("tp") { word.dropFirst(2) } else if word.hasPrefix("p") { word.dropFirst() } else {
        Substring()
      }
    guard digits.count >= 2, digits.count <= 7, digits.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || $0 == 46 }) else {
      return nil
    }
    if digits == "100" { return .maximum }
    guard let number = Double(digits) else { return nil }
    if digits.contains(".") || digits.utf8.count == 2 { return percentile(number) }
    // p999 is 99.9 and p9995 is 99.95.
    guard digits.hasPrefix("99") else { return nil }
    return Double(digits.prefix(2) + "." + digits.dropFirst(2)).flatMap(percentile)
  }

  /// The quantile of a percentage that people ask for.
  static func percentile(_ percent: Double) -> Statistic? { percent >= 10 ? Statistic(percentile: percent) : nil }
}

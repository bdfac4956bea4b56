import PerfStats

/// Whether a series has a trend, with few false alarms where its values resemble those before them.
///
/// Hamed–Rao p < 0.05, and Mann–Kendall on twelve batch means p < 0.05, and the Theil–Sen slopes of both halves with the sign of the whole.
/// Plain Mann–Kendall cries trend on 63 % of stationary series with an autocorrelation of 0.9, this on 7 to 10 %.
struct TrendGate {
  let isTrend: Bool
  /// Of the whole, per step.
  let slope: TheilSen
  let firstHalf: Double
  let secondHalf: Double

  /// The number of batches.
  static let batches = 12

  /// Nil for fewer than 24 values, and where one is not finite.
  init?(_ values: [Double]) {
    let values = Self.shortened(values)
    let middle = values.count / 2
    guard values.count >= 2 * Self.batches, let slope = TheilSen(y: values), let modified = HamedRao.test(values),
      let batched = MannKendall.test(Self.means(values)), let first = TheilSen(y: Array(values[..<middle])),
      let second = TheilSen(y: Array(values[middle...]))
    else { return nil }
    self.slope = slope
    firstHalf = first.slope
    secondHalf = second.slope
    isTrend =
      modified.pTwoSided < 0.05 && batched.pTwoSided < 0.05 && slope.slope != 0
      && first.slope.sign == slope.slope.sign && second.slope.sign == slope.slope.sign
      && first.slope != 0 && second.slope != 0
  }

  /// More values than these, twenty for each batch, are averaged in groups: the pairs of a slope grow with the square.
  static let mostValues = 20 * batches

  /// How many values were averaged into one.
  static func grouping(_ count: Int) -> Int { max(1, (count + mostValues - 1) / mostValues) }

  static func shortened(_ values: [Double]) -> [Double] {
    let size = grouping(values.count)
    guard size > 1 else { return values }
    return (0..<values.count / size).compactMap { Moments.mean(Array(values[$0 * size..<($0 + 1) * size])) }
  }

  private static func means(_ values: [Double]) -> [Double] {
    (0..<batches).compactMap { batch in
      Moments.mean(Array(values[batch * values.count / batches..<(batch + 1) * values.count / batches]))
    }
  }
}

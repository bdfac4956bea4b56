/// The n·m differences b[j] − a[i] of two samples, asked for by rank and never stored.
struct PairwiseDifferences {
  private let a: [Double]
  private let b: [Double]
  private let lowest: Double
  private let highest: Double

  /// The number of differences.
  var count: Int { a.count * b.count }

  /// Nil if either sample is empty or holds a value that is not finite, or if a difference leaves the range of `Double`.
  init?(_ a: [Double], _ b: [Double]) {
    guard let rangeA = Moments.finiteRange(a), let rangeB = Moments.finiteRange(b) else { return nil }
    lowest = rangeB.low - rangeA.high
    highest = rangeB.high - rangeA.low
    guard lowest.isFinite, highest.isFinite else { return nil }
    self.a = a.sorted()
    self.b = b.sorted()
  }

  /// The difference of a rank from 1 to `count`, exactly: bisection over the ordered bit patterns of `Double`, at most 64 times
  /// a count in n + m steps.
  subscript(rank rank: Int) -> Double {
    var low = orderedBits(lowest)
    var high = orderedBits(highest)
    while low < high {
      let middle = (low & high) + ((low ^ high) >> 1)
      if count(upTo: value(ofOrderedBits: middle)) >= rank {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return value(ofOrderedBits: low)
  }

  /// The median: the middle difference, or halfway between the two middle ones.
  var median: Double {
    let low = self[rank: (count + 1) / 2]
    let high = count.isMultiple(of: 2) ? self[rank: count / 2 + 1] : low
    return low / 2 + high / 2
  }

  /// How many differences are at most `limit`. Subtraction rounds monotonically, so one sweep over both samples suffices.
  private func count(upTo limit: Double) -> Int {
    var fitting = 0
    return a.reduce(0) { count, value in
      while fitting < b.count, b[fitting] - value <= limit { fitting += 1 }
      return count + fitting
    }
  }

  /// An integer in the order of the finite doubles; both zeros are 0.
  private func orderedBits(_ value: Double) -> Int64 {
    let bits = Int64(bitPattern: value.magnitude.bitPattern)
    return value < 0 ? -bits : bits
  }

  private func value(ofOrderedBits bits: Int64) -> Double {
    let magnitude = Double(bitPattern: bits.magnitude)
    return bits < 0 ? -magnitude : magnitude
  }
}

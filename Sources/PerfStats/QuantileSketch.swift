/// How many values fell into each of many narrow buckets: quantiles of any number of values within a stated relative error.
///
/// The buckets are log-linear, as in HdrHistogram: the exponent of a double and the first ten bits of its significand name one, so
/// that a bucket is at most 2⁻¹⁰ of its lower edge wide, and its middle is within `relativeError` of every value in it. Any
/// range is covered, since only buckets that hold something are kept. Merging adds counts: it is associative, commutative and loses
/// nothing, and equal contents are equal values, in whatever order they came.
public struct QuantileSketch: Sendable, Hashable {
  /// The largest relative distance between a value and what the sketch says of it: 2⁻¹¹, 0.049 %.
  public static let relativeError = 0x1p-11

  /// Ascending keys of the buckets that hold something, and how many values each holds.
  public private(set) var keys: [Int32] = []
  public private(set) var counts: [Int] = []
  /// How many values there are.
  public private(set) var count = 0
  /// The smallest and the largest value, exactly; meaningless while `count` is 0.
  public private(set) var minimum = Double.infinity
  public private(set) var maximum = -Double.infinity
  private var exactSum = ExactSum()

  public init() {}

  /// A sketch of values, all finite.
  public init(_ values: [Double]) {
    insert(contentsOf: values)
  }

  /// The sketch of values that were counted one by one.
  /// - Parameters:
  ///   - buckets: how many values each bucket holds.
  ///   - sum: of all values.
  package init(_ buckets: BucketCounts, minimum: Double, maximum: Double, sum: ExactSum) {
    let sorted = buckets.sorted
    keys.reserveCapacity(sorted.count)
    counts.reserveCapacity(sorted.count)
    for (key, bucket) in sorted {
      keys.append(key)
      counts.append(bucket)
      count += bucket
    }
    self.minimum = minimum
    self.maximum = maximum
    exactSum.merge(sum)
  }

  /// The parts of a sketch that was written to a file; nil where they contradict each other.
  /// - Parameters:
  ///   - keys: strictly ascending; as many as `counts`, all of which are positive, together at most 2^53.
  ///   - sumParts: doubles that add up to the sum of all values.
  public init?(keys: [Int32], counts: [Int], minimum: Double, maximum: Double, sumParts: [Double]) {
    guard keys.count == counts.count, minimum.isFinite, maximum.isFinite, minimum <= maximum,
      Self.key(of: minimum) == keys.first, Self.key(of: maximum) == keys.last, keys.allSatisfy(Self.isCanonical),
      zip(keys, keys.dropFirst()).allSatisfy(<), let total = Self.total(counts), total > 1 || minimum == maximum,
      sumParts.allSatisfy(\.isFinite)
    else { return nil }
    self.keys = keys
    self.counts = counts
    self.minimum = minimum
    self.maximum = maximum
    count = total
    exactSum.add(contentsOf: sumParts)
    guard isSumPlausible else { return nil }
  }

  /// No run has more requests, and sums of as many as there may be files do not overflow.
  private static let largestCount = 1 << 53

  private static func total(_ counts: [Int]) -> Int? {
    var total = 0
    for count in counts {
      guard count > 0, count <= largestCount - total else { return nil }
      total += count
    }
    return total
  }

  /// Whether the mean is between the smallest and the largest value, as far as doubles can tell.
  private var isSumPlausible: Bool {
    let (low, high) = (minimum * Double(count), maximum * Double(count))
    guard low.isFinite, high.isFinite else { return true }
    let slack = 1e-9 * max(abs(low), abs(high))
    return sum >= low - slack && sum <= high + slack
  }

  /// Adds finite values; a batch of thousands costs less a value than a few at a time.
  public mutating func insert(contentsOf values: [Double]) {
    guard !values.isEmpty else { return }
    let runs = Self.runs(of: values.map(Self.key(of:)))
    add(runs.keys, runs.counts)
    for value in values {
      minimum = min(minimum, value)
      maximum = max(maximum, value)
    }
    count += values.count
    exactSum.add(contentsOf: values)
  }

  /// The keys in ascending order, each once, and how often each comes.
  private static func runs(of keys: [Int32]) -> (keys: [Int32], counts: [Int]) {
    var (low, high) = (Int32.max, Int32.min)
    for key in keys { (low, high) = (min(low, key), max(high, key)) }
    var runs: (keys: [Int32], counts: [Int]) = ([], [])
    // Values of one kind lie within a few powers of two, of 1,024 buckets each: counting needs no sorting.
    let width = Int(high) - Int(low) + 1
    guard width > 8 * keys.count else {
      var counts = [Int32](repeating: 0, count: width)
      for key in keys { counts[Int(key) - Int(low)] += 1 }
      for (offset, count) in counts.enumerated() where count > 0 {
        runs.keys.append(low + Int32(offset))
        runs.counts.append(Int(count))
      }
      return runs
    }
    for key in keys.sorted() {
      if runs.keys.last == key {
        runs.counts[runs.counts.count - 1] += 1
      } else {
        runs.keys.append(key)
        runs.counts.append(1)
      }
    }
    return runs
  }

  /// Adds all values of another sketch.
  public mutating func merge(_ other: QuantileSketch) {
    guard other.count > 0 else { return }
    add(other.keys, other.counts)
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    count += other.count
    exactSum.merge(other.exactSum)
  }

  /// Adds all values of many other sketches: a bucket is added to once for each sketch that has it, and not moved for those that
  /// have others.
  public mutating func merge(_ others: [QuantileSketch]) {
    guard others.count > 2 else { return others.forEach { merge($0) } }
    let low = Int(others.compactMap(\.keys.first).min() ?? 0)
    let high = Int(others.compactMap(\.keys.last).max() ?? 0)
    let buckets = others.reduce(0) { $0 + $1.keys.count }
    guard high - low < 8 * buckets else { return others.forEach { merge($0) } }
    var counts = [Int](repeating: 0, count: high - low + 1)
    for other in others {
      for (key, count) in zip(other.keys, other.counts) { counts[Int(key) - low] += count }
      minimum = min(minimum, other.minimum)
      maximum = max(maximum, other.maximum)
      count += other.count
      exactSum.merge(other.exactSum)
    }
    let kept = counts.indices.filter { counts[$0] > 0 }
    add(kept.map { Int32(truncatingIfNeeded: $0 + low) }, kept.map { counts[$0] })
  }

  /// The sum of all values, exact but for its last rounding.
  public var sum: Double { exactSum.value }

  /// Doubles that add up to the sum of all values exactly, the largest first.
  public var sumParts: [Double] { exactSum.parts }

  /// The mean, from the exact sum; nil for an empty sketch.
  public var mean: Double? {
    guard count > 0 else { return nil }
    return min(max(sum / Double(count), minimum), maximum)
  }

  /// The sample standard deviation (divisor n − 1) of the buckets' middles, which is within about `relativeError`; nil below two
  /// values.
  public var standardDeviation: Double? {
    guard count >= 2, let mean else { return nil }
    var squares = 0.0
    for (key, count) in zip(keys, counts) {
      let distance = middle(of: key) - mean
      squares += distance * distance * Double(count)
    }
    let deviation = (squares / Double(count - 1)).squareRoot()
    return deviation.isFinite ? deviation : nil
  }

  /// The type-7 quantile of order `p` of the buckets' middles: within `relativeError` of the values' own, exact for 0 and 1.
  /// Nil for an empty sketch and for `p` outside [0, 1].
  public func quantile(_ p: Double) -> Double? {
    guard count > 0, p >= 0, p <= 1 else { return nil }
    return Self.quantile(p, count: count, valueAtRank: value(atRank:))
  }

  /// The type-7 quantile of `count` values, of which the one of each rank from 0 is asked for.
  package static func quantile(_ p: Double, count: Int, valueAtRank: (Int) -> Double) -> Double {
    let position = p * Double(count - 1)
    let rank = min(Int(position), count - 1)
    let fraction = position - Double(rank)
    let low = valueAtRank(rank)
    guard fraction > 0, rank + 1 < count else { return low }
    let high = valueAtRank(rank + 1)
    return low + fraction * (high - low)
  }

  private func value(atRank rank: Int) -> Double {
    if rank == 0 { return minimum }
    if rank == count - 1 { return maximum }
    var passed = 0
    for (key, count) in zip(keys, counts) {
      passed += count
      if rank < passed { return middle(of: key) }
    }
    return maximum
  }

  private func middle(of key: Int32) -> Double { min(max(Self.middle(of: key), minimum), maximum) }

  /// Merges ascending keys and their counts.
  private mutating func add(_ otherKeys: [Int32], _ otherCounts: [Int]) {
    guard !keys.isEmpty else {
      keys = otherKeys
      counts = otherCounts
      return
    }
    var merged: (keys: [Int32], counts: [Int]) = ([], [])
    merged.keys.reserveCapacity(keys.count + otherKeys.count)
    merged.counts.reserveCapacity(keys.count + otherKeys.count)
    var (own, other) = (0, 0)
    while own < keys.count || other < otherKeys.count {
      let isOwn = other == otherKeys.count || (own < keys.count && keys[own] <= otherKeys[other])
      let isOther = own == keys.count || (other < otherKeys.count && otherKeys[other] <= keys[own])
      merged.keys.append(isOwn ? keys[own] : otherKeys[other])
      merged.counts.append((isOwn ? counts[own] : 0) + (isOther ? otherCounts[other] : 0))
      own += isOwn ? 1 : 0
      other += isOther ? 1 : 0
    }
    keys = merged.keys
    counts = merged.counts
  }

  /// The bits of a double that a key drops: all but the exponent and ten bits of the significand.
  @usableFromInline static var droppedBits: UInt64 { 42 }

  /// The bucket of a finite value; ascending with it, and of a magnitude below 2^21. Zero and subnormal numbers share bucket 0.
  @inlinable
  package static func key(of value: Double) -> Int32 {
    let magnitude = value.magnitude
    guard magnitude >= Double.leastNormalMagnitude else { return 0 }
    let key = Int32(truncatingIfNeeded: magnitude.bitPattern >> droppedBits)
    return value < 0 ? -key : key
  }

  /// Whether `key(of:)` gives a key to some value: the place of subnormal numbers is that of zero.
  private static func isCanonical(_ key: Int32) -> Bool {
    key == 0 || key.magnitude >= UInt32(Double.leastNormalMagnitude.bitPattern >> droppedBits)
  }

  /// The middle of a bucket.
  package static func middle(of key: Int32) -> Double {
    guard key != 0 else { return 0 }
    let low = UInt64(key.magnitude) << droppedBits
    let middle = Double(bitPattern: low + (1 << (droppedBits - 1)))
    return key < 0 ? -middle : middle
  }
}

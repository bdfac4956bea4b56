/// A sum of doubles without any rounding, so that it does not depend on the order of its terms.
///
/// The small superaccumulator of R. M. Neal, "Fast exact summation using small and large superaccumulators" (2015,
/// arXiv:1505.05571, section 2): the whole range of `Double` as one fixed-point number, kept in chunks of 32 bits with 31 bits
/// to spare for carries. Equal sums have equal representations.
public struct ExactSum: Sendable, Hashable {
  /// The weight of bit 0 of chunk i is 2^(32·i − 1074). In canonical form all but the last are in 0..<2^32.
  private var chunks = [Int64](repeating: 0, count: 67)
  private var pending = 0

  /// Additions after which a chunk could overflow: each adds less than 2^53 to one of 63 bits.
  private static let additionsBetweenCarries = 1 << 9

  public init() {}

  /// Adds a finite number; the caller has refused others.
  public mutating func add(_ value: Double) {
    var span = chunks.mutableSpan
    Self.add(value, to: &span)
    pending += 1
    if pending == Self.additionsBetweenCarries { carry() }
  }

  /// Adds numbers, and leaves the canonical form.
  public mutating func add(contentsOf values: some Sequence<Double>) { add(contentsOf: Array(values)) }

  /// Adds numbers, and leaves the canonical form.
  public mutating func add(contentsOf values: [Double]) {
    carry()
    var start = 0
    while start < values.count {
      let end = min(values.count, start + Self.additionsBetweenCarries)
      var span = chunks.mutableSpan
      for place in start..<end { Self.add(values[place], to: &span) }
      carry()
      start = end
    }
  }

  @inline(__always)
  private static func add(_ value: Double, to chunks: inout MutableSpan<Int64>) {
    guard value != 0 else { return }
    let exponent = value.exponentBitPattern
    let hidden: UInt64 = exponent == 0 ? 0 : 1 << 52
    let mantissa = value.significandBitPattern | hidden
    let position = Int(truncatingIfNeeded: max(exponent, 1)) &- 1
    let shift = UInt64(truncatingIfNeeded: position & 31)
    let low = Int64(truncatingIfNeeded: (mantissa &<< shift) & 0xFFFF_FFFF)
    let high = Int64(truncatingIfNeeded: mantissa &>> (32 &- shift))
    let place = position >> 5
    // Turned for negative numbers without a branch; below 2^63 by far, so that nothing overflows.
    let sign: Int64 = value.sign == .plus ? 0 : -1
    chunks[place] &+= (low ^ sign) &- sign
    chunks[place &+ 1] &+= (high ^ sign) &- sign
  }

  /// Adds another sum.
  public mutating func merge(_ other: ExactSum) {
    carry()
    var other = other
    other.carry()
    for index in chunks.indices { chunks[index] += other.chunks[index] }
    carry()
  }

  /// The sum, rounded once or twice; infinite only where the sum itself is out of range.
  public var value: Double {
    var canonical = self
    canonical.carry()
    let isNegative = (canonical.chunks.last ?? 0) < 0
    if isNegative {
      for index in canonical.chunks.indices { canonical.chunks[index].negate() }
      canonical.carry()
    }
    var sum = 0.0
    for index in canonical.chunks.indices.reversed() {
      let chunk = canonical.chunks[index]
      guard chunk != 0 else { continue }
      sum += Double(sign: .plus, exponent: 32 * index - 1074, significand: Double(chunk))
    }
    return isNegative ? -sum : sum
  }

  /// Doubles that add up to the sum exactly, the largest first: what to write to a file. Usually two or three.
  public var parts: [Double] {
    var rest = self
    rest.carry()
    var parts: [Double] = []
    while rest != ExactSum(), parts.count < chunks.count {
      let part = rest.value
      guard part.isFinite, part != 0 else { break }
      parts.append(part)
      rest.add(contentsOf: [-part])
    }
    return parts
  }

  private mutating func carry() {
    for index in 0..<chunks.count - 1 {
      chunks[index + 1] += chunks[index] >> 32
      chunks[index] &= 0xFFFF_FFFF
    }
    pending = 0
  }
}

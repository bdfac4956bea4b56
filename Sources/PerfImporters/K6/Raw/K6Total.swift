/// A sum that does not depend on the order of its terms: fixed point with 60 bits behind the point.
///
/// Counters count, so that nearly all terms are whole and the sum exact; of others what is below 2⁻⁶⁰ is dropped from each.
struct K6Total: Sendable, Hashable {
  private var scaled: Int128 = 0
  private(set) var isOutOfRange = false

  private static let scale = 0x1p60
  /// As many terms of this size as a file can hold stay in range.
  private static let largestTerm = 0x1p53

  mutating func add(_ value: Double) {
    guard value.magnitude <= Self.largestTerm else {
      isOutOfRange = true
      return
    }
    // What is before the point and what is behind it, each exactly: several times as fast as a conversion to 128 bits.
    let whole = Int64(value)
    let fraction = Int64((value - Double(whole)) * Self.scale)
    add(Int128(whole) << 60 + Int128(fraction))
  }

  mutating func merge(_ other: K6Total) {
    isOutOfRange = isOutOfRange || other.isOutOfRange
    add(other.scaled)
  }

  private mutating func add(_ term: Int128) {
    let (sum, overflows) = scaled.addingReportingOverflow(term)
    scaled = sum
    isOutOfRange = isOutOfRange || overflows
  }

  /// The sum; infinite where it is out of range.
  var value: Double { isOutOfRange ? .infinity : Double(scaled) / Self.scale }
}

/// How many values fell into each bucket of a sketch, while they arrive one by one in any order.
///
/// A table of open addressing with one word for each bucket that holds something: its key in the upper 22 bits, its count in the
/// lower 42, which a run's values do not fill. Adding a value touches one cache line, where inserting into the ordered keys of a
/// `QuantileSketch` would move the others.
package struct BucketCounts: Sendable {
  /// 0 is a free place: a bucket that is kept holds something.
  private var words = [UInt64](repeating: 0, count: 1 << 6)
  private var used = 0

  private static let countBits: UInt64 = 42
  private static let countMask: UInt64 = 1 << 42 - 1
  /// Makes keys, whose magnitudes are below 2^21, positive.
  private static let bias: Int32 = 1 << 21

  package init() {}

  /// Adds values, all finite.
  package mutating func add(_ values: [Double]) {
    for value in values { add(QuantileSketch.key(of: value), 1) }
  }

  /// Adds to a bucket's count.
  @inline(__always)
  package mutating func add(_ key: Int32, _ count: Int) {
    let bits = UInt64(UInt32(truncatingIfNeeded: key &+ Self.bias))
    let mask = words.count &- 1
    var place = Self.place(bits, mask)
    while true {
      let word = words[place]
      if word == 0 { break }
      if word >> Self.countBits == bits {
        words[place] = word &+ UInt64(truncatingIfNeeded: count)
        return
      }
      place = (place &+ 1) & mask
    }
    words[place] = bits << Self.countBits | UInt64(truncatingIfNeeded: count)
    used += 1
    // At most five eighths are taken: looks stay short.
    if used * 8 > words.count * 5 { grow() }
  }

  /// Adds all that another has counted.
  package mutating func merge(_ other: BucketCounts) {
    for word in other.words where word != 0 { add(Self.key(of: word), Self.count(of: word)) }
  }

  /// The buckets that hold something, ascending by key.
  package var sorted: [(key: Int32, count: Int)] {
    var taken = words.filter { $0 != 0 }
    RadixSort.sort(&taken)
    return taken.map { (Self.key(of: $0), Self.count(of: $0)) }
  }

  private mutating func grow() {
    let old = words
    words = [UInt64](repeating: 0, count: 2 * old.count)
    let mask = words.count - 1
    for word in old where word != 0 {
      var place = Self.place(word >> Self.countBits, mask)
      while words[place] != 0 { place = (place + 1) & mask }
      words[place] = word
    }
  }

  /// Where a key belongs: neighbouring keys far apart, by the golden ratio (Knuth, "The Art of Computer Programming" 3, 6.4).
  @inline(__always)
  private static func place(_ bits: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }

  private static func key(of word: UInt64) -> Int32 { Int32(truncatingIfNeeded: word >> countBits) &- bias }

  private static func count(of word: UInt64) -> Int { Int(truncatingIfNeeded: word & countMask) }
}

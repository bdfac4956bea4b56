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
    var place = 0
    while place < values.count {
      place = Self.add(values, from: place, to: &words, &used)
      if isFull { grow() }
    }
  }

  /// Adds values until all are there or the table is full; gives the place of the first that is not.
  private static func add(
    _ values: [Double], from start: Int, to words: inout [UInt64], _ used: inout Int
  ) -> Int {
    var span = words.mutableSpan
    var place = start
    while place < values.count, used * 8 <= span.count * 5 {
      used += add(QuantileSketch.key(of: values[place]), 1, &span) ? 1 : 0
      place += 1
    }
    return place
  }

  /// At most five eighths are taken: looks stay short.
  private var isFull: Bool { used * 8 > words.count * 5 }

  /// Adds to a bucket's count.
  package mutating func add(_ key: Int32, _ count: Int) {
    var span = words.mutableSpan
    let isNew = Self.add(key, count, &span)
    used += isNew ? 1 : 0
    if isFull { grow() }
  }

  /// Whether the bucket is a new one.
  @inline(__always)
  private static func add(_ key: Int32, _ count: Int, _ words: inout MutableSpan<UInt64>) -> Bool {
    let bits = UInt64(UInt32(truncatingIfNeeded: key &+ bias))
    let mask = words.count &- 1
    var place = place(bits, mask)
    while true {
      let word = words[place]
      if word >> countBits == bits, word != 0 {
        words[place] = word &+ UInt64(truncatingIfNeeded: count)
        return false
      }
      if word == 0 {
        words[place] = bits << countBits | UInt64(truncatingIfNeeded: count)
        return true
      }
      place = (place &+ 1) & mask
    }
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

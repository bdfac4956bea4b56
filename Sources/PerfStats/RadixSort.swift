/// Sorts many numbers in time linear in their count, which a comparison sort of a load test's millions of values is not.
///
/// Least significant digit first with digits of 11 bits (Knuth, "The Art of Computer Programming" 3, 5.2.5, algorithm R), over the
/// upper 33 bits in which keys differ: stable. What is equal in those is close together then, and few: each such run is put in order
/// by its other bits.
public enum RadixSort {
  /// A number to sort by, and 64 bits that travel with it.
  public struct Keyed: Sendable, Hashable {
    public var key: UInt64
    public var payload: UInt64

    public init(key: UInt64, payload: UInt64) {
      self.key = key
      self.payload = payload
    }
  }

  /// The values in ascending order; all finite.
  public static func sorted(_ values: [Double]) -> [Double] {
    guard values.count > threshold else { return values.sorted() }
    var keys = values.map(key(of:))
    sort(&keys) { $0 }
    return keys.map(value(ofKey:))
  }

  /// Sorts numbers ascending.
  package static func sort(_ keys: inout [UInt64]) {
    guard keys.count > threshold else { return keys.sort() }
    sort(&keys) { $0 }
  }

  /// Sorts ascending by key; equal keys keep their order.
  public static func sort(_ items: inout [Keyed]) {
    guard items.count > threshold else {
      // The standard library's sort is stable, but does not promise it: the place decides ties.
      items = items.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }.map(\.element)
      return
    }
    sort(&items, by: \.key)
  }

  /// Bits that ascend as the doubles do, for finite values: negative ones have all bits turned, the others the sign.
  public static func key(of value: Double) -> UInt64 {
    // Both zeros are one number.
    let bits = value == 0 ? 0 : value.bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  /// The double of a key of `key(of:)`.
  public static func value(ofKey key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }

  /// Up to as many items the standard library's sort is as fast.
  private static let threshold = 256
  private static let digitBits: UInt64 = 11

  /// The digits that are sorted by at first.
  private static let digits: UInt64 = 3
  /// Up to as many items an insertion sort is the fastest.
  private static let shortRun = 16

  @inline(__always)
  private static func sort<Item>(_ items: inout [Item], by key: (Item) -> UInt64) {
    guard let first = items.first else { return }
    var varying: UInt64 = 0
    for item in items { varying |= key(item) ^ key(first) }
    guard varying != 0 else { return }
    let width = UInt64(64 - varying.leadingZeroBitCount)
    let lowest = width - min(width, digits * digitBits)
    var other = items
    pass(&items, &other, by: key, from: lowest, varying: varying)
    guard varying & (1 << lowest - 1) != 0 else { return }
    var start = 0
    while start < items.count {
      let upper = key(items[start]) >> lowest
      var end = start + 1
      while end < items.count, key(items[end]) >> lowest == upper { end += 1 }
      if end - start > 1 { finish(&items, start..<end, by: key, below: lowest) }
      start = end
    }
  }

  /// Sorts by the digits from a bit on, stably.
  @inline(__always)
  private static func pass<Item>(
    _ items: inout [Item], _ other: inout [Item], by key: (Item) -> UInt64, from lowest: UInt64, varying: UInt64
  ) {
    let mask: UInt64 = 1 << digitBits - 1
    for shift in stride(from: lowest, to: UInt64(64), by: Int(digitBits)) where varying >> shift & mask != 0 {
      var starts = [Int](repeating: 0, count: Int(mask) + 1)
      for item in items { starts[Int(key(item) >> shift & mask)] += 1 }
      var total = 0
      for digit in starts.indices { (starts[digit], total) = (total, total + starts[digit]) }
      for item in items {
        let digit = Int(key(item) >> shift & mask)
        other[starts[digit]] = item
        starts[digit] += 1
      }
      swap(&items, &other)
    }
  }

  /// Puts a run in order whose keys differ in their lower bits only, stably.
  @inline(__always)
  private static func finish<Item>(
    _ items: inout [Item], _ run: Range<Int>, by key: (Item) -> UInt64, below width: UInt64
  ) {
    guard run.count > shortRun else {
      for place in run.dropFirst() {
        let item = items[place]
        var hole = place
        while hole > run.lowerBound, key(items[hole - 1]) > key(item) {
          items[hole] = items[hole - 1]
          hole -= 1
        }
        items[hole] = item
      }
      return
    }
    var part = Array(items[run])
    var other = part
    var varying: UInt64 = 0
    for item in part { varying |= key(item) ^ key(part[0]) }
    pass(&part, &other, by: key, from: 0, varying: varying)
    items.replaceSubrange(run, with: part)
  }
}

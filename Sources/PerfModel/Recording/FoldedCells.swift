import PerfStats

/// How many requests ended in which second and fell into which bucket of a `QuantileSketch`: 4 bytes for each such cell, and 8 for each
/// second.
///
/// In order, the same requests make the same cells however they came, and however they were dealt out.
struct FoldedCells: Sendable {
  private var seconds = FoldedSeconds()
  /// The bucket's key in the upper 22 bits, the count in the lower 10: of more requests there are several cells, all full but the last.
  private var cells: [UInt32] = []
  /// Whether seconds ascend, each once, and in each the keys.
  private var isOrdered = true
  /// How many cells there were when they were in order last.
  private var ordered = 0

  private static let countBits: UInt32 = 10
  private static let most: UInt32 = 1 << countBits - 1
  /// Makes keys, whose magnitudes are below 2^21, positive.
  private static let bias: Int32 = 1 << 21
  /// Fewer cells are not worth being put in order before somebody asks.
  private static let few = 1 << 10

  init() {}

  /// - Parameter requests: each the number of `request(second:key:)`, ascending.
  init(ascending requests: [UInt64]) {
    cells.reserveCapacity(requests.count)
    for request in requests { append(Self.second(of: request), Self.biasedKey(of: request), 1) }
  }

  /// A request in one number, which ascends by second and bucket.
  @inline(__always)
  static func request(second: Int64, key: Int32) -> UInt64 {
    UInt64(bitPattern: second &+ FoldedSeconds.bias) << 22 | UInt64(UInt32(truncatingIfNeeded: key &+ bias))
  }

  @inline(__always)
  private static func second(of request: UInt64) -> Int64 { Int64(request >> 22) - FoldedSeconds.bias }

  @inline(__always)
  private static func biasedKey(of request: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: request & (1 << 22 - 1)) }

  /// Adds what others count.
  mutating func merge(_ other: FoldedCells) {
    guard let first = other.seconds.first else { return }
    guard !cells.isEmpty else {
      self = other
      return
    }
    if isOrdered, other.isOrdered {
      let place = seconds.place(of: first)
      // Most come after all that are there. Going through many to add a few would add up; those are put in order later.
      if cells.count - seconds.start(of: place) <= 4 * other.cells.count { return mergeOrdered(other, from: place) }
    }
    if isOrdered { ordered = cells.count }
    isOrdered = false
    other.seconds.forEach { second, range in append(second, other.cells[range]) }
    if cells.count > 2 * ordered + Self.few { putInOrder() }
  }

  /// Merges with the seconds from a place on.
  private mutating func mergeOrdered(_ other: FoldedCells, from place: Int) {
    var rest = Rest(self, from: place)
    seconds.removeLast(from: place)
    cells.removeLast(rest.cells.count)
    let added = rest.cells.count + other.cells.count
    // Room for just so many at every merge would move all cells each time, not each time that there are twice as many.
    if added > cells.count { cells.reserveCapacity(cells.count + added) }
    other.seconds.forEach { second, range in
      while let earlier = rest.next(before: second) { append(earlier.second, rest.cells[earlier.range]) }
      if let same = rest.next(before: second + 1) {
        append(second, rest.cells[same.range], other.cells[range])
      } else {
        append(second, other.cells[range])
      }
    }
    while let later = rest.next(before: .max) { append(later.second, rest.cells[later.range]) }
  }

  /// The cells from a place on, taken one second after the other.
  private struct Rest {
    let cells: [UInt32]
    private let seconds: [(second: Int64, range: Range<Int>)]
    private var place = 0

    init(_ all: FoldedCells, from place: Int) {
      let start = all.seconds.start(of: place)
      var seconds: [(second: Int64, range: Range<Int>)] = []
      all.seconds.forEach(from: place) { second, range in
        seconds.append((second, range.lowerBound - start..<range.upperBound - start))
        return true
      }
      self.seconds = seconds
      cells = Array(all.cells[start...])
    }

    mutating func next(before limit: Int64) -> (second: Int64, range: Range<Int>)? {
      guard place < seconds.count, seconds[place].second < limit else { return nil }
      place += 1
      return seconds[place - 1]
    }
  }

  /// Appends cells as a second of its own.
  private mutating func append(_ second: Int64, _ more: ArraySlice<UInt32>) {
    cells += more
    seconds.append(second, count: more.count)
  }

  /// Appends a second of which there is nothing yet, from two lists in order.
  private mutating func append(_ second: Int64, _ one: ArraySlice<UInt32>, _ other: ArraySlice<UInt32>) {
    var place = one.startIndex
    for cell in other {
      while place < one.endIndex, one[place] < cell {
        append(second, one[place] >> Self.countBits, one[place] & Self.most)
        place += 1
      }
      append(second, cell >> Self.countBits, cell & Self.most)
    }
    for cell in one[place...] { append(second, cell >> Self.countBits, cell & Self.most) }
  }

  /// Appends requests of a bucket, to the last cell as far as it reaches.
  /// - Parameter key: with the bias.
  @inline(__always)
  private mutating func append(_ second: Int64, _ key: UInt32, _ count: UInt32) {
    guard seconds.last == second else {
      cells.append(key << Self.countBits | count)
      return seconds.append(second, count: 1)
    }
    var rest = count
    if let cell = cells.last, cell >> Self.countBits == key {
      let sum = cell & Self.most + count
      cells[cells.count - 1] = key << Self.countBits | min(sum, Self.most)
      guard sum > Self.most else { return }
      rest = sum - Self.most
    }
    cells.append(key << Self.countBits | rest)
    seconds.growLast()
  }

  /// Puts cells that are there several times together, and all in order.
  mutating func putInOrder() {
    guard !isOrdered else { return }
    var items: [RadixSort.Keyed] = []
    items.reserveCapacity(cells.count)
    seconds.forEach { second, range in
      for cell in cells[range] {
        items.append(
          RadixSort.Keyed(key: Self.request(second: second, key: Self.key(of: cell)), payload: UInt64(cell & Self.most))
        )
      }
    }
    RadixSort.sort(&items)
    self = FoldedCells()
    for item in items {
      append(Self.second(of: item.key), Self.biasedKey(of: item.key), UInt32(truncatingIfNeeded: item.payload))
    }
  }

  // MARK: What is there

  /// How many cells there is room for before all of them have to be moved.
  var capacity: Int { cells.capacity }

  /// Gives the seconds since the epoch in which requests ended, ascending and each once where all are in order.
  func forEachSecond(_ body: (Int64) -> Void) {
    seconds.forEach { second, _ in body(second) }
  }

  func forEach(_ body: (_ key: Int32, _ count: UInt32) -> Void) {
    for cell in cells { body(Self.key(of: cell), cell & Self.most) }
  }

  /// The cells of some seconds, ascending by second and bucket where all are in order.
  func forEach(in range: ClosedRange<Int64>, _ body: (_ second: Int64, _ key: Int32, _ count: UInt32) -> Void) {
    seconds.forEach(from: seconds.place(of: range.lowerBound)) { second, places in
      guard second <= range.upperBound else { return false }
      for cell in cells[places] { body(second, Self.key(of: cell), cell & Self.most) }
      return true
    }
  }

  @inline(__always)
  private static func key(of cell: UInt32) -> Int32 { Int32(bitPattern: cell >> countBits) - bias }
}

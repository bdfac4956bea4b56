import PerfStats

/// Requests of one key that are no longer kept one by one: how many ended in which second and in which bucket of a `QuantileSketch`, 12
/// bytes for each such cell.
///
/// The same requests make the same cells in whatever order they come, and however they were dealt out.
struct FoldedRequests: Sendable {
  private(set) var count = 0
  private var minimum = Double.infinity
  private var maximum = -Double.infinity
  private var sum = ExactSum()
  /// A cell: the second since the epoch in the upper 42 bits, the bucket's key in the lower 22. A cell may be there several times.
  private var cells: [UInt64] = []
  private var counts: [UInt32] = []
  /// How many cells there were when none was there twice.
  private var distinct = 0
  /// How many requests failed in which second since the epoch.
  private(set) var failed: [Int64: Int] = [:]

  private static let keyBits: UInt64 = 22
  /// Makes keys, whose magnitudes are below 2^21, positive.
  private static let keyBias: Int32 = 1 << 21
  /// Makes the seconds of all times of 64 bits positive.
  private static let secondBias: Int64 = 1 << 34
  /// Fewer cells are not worth being put together.
  private static let fewCells = 1 << 10

  /// Adds requests: durations in base units, and when each ended in nanoseconds since the epoch.
  mutating func add(_ durations: [Double], ends: [Int64]) {
    guard !durations.isEmpty else { return }
    var found: [UInt64] = []
    found.reserveCapacity(durations.count)
    // Most requests end in the second of the one before.
    var second: Int64 = 0
    var begin: Int64?
    for (duration, end) in zip(durations, ends) {
      minimum = min(minimum, duration)
      maximum = max(maximum, duration)
      if begin.map({ UInt64(bitPattern: end &- $0) >= UInt64(NanosecondTime.perSecond) }) ?? true {
        second = NanosecondTime.second(of: end)
        begin = second &* NanosecondTime.perSecond
      }
      found.append(Self.cell(second, QuantileSketch.key(of: duration)))
    }
    count += durations.count
    sum.add(contentsOf: durations)
    RadixSort.sort(&found)
    for cell in found { append(cell, 1) }
    if cells.count > 2 * distinct + Self.fewCells { compact() }
  }

  mutating func addFailures(_ ends: [Int64]) {
    for end in ends { failed[NanosecondTime.second(of: end), default: 0] += 1 }
  }

  mutating func merge(_ other: FoldedRequests) {
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    sum.merge(other.sum)
    failed.merge(other.failed, uniquingKeysWith: +)
    // Going through all of many to add a few would add up; those are put in order later.
    guard isCompact, other.isCompact, other.cells.count > cells.count / 4 else {
      cells += other.cells
      counts += other.counts
      return
    }
    mergeOrdered(other)
  }

  /// Adds the cells of another, both in order.
  private mutating func mergeOrdered(_ other: FoldedRequests) {
    let (ownCells, ownCounts) = (cells, counts)
    cells = []
    counts = []
    cells.reserveCapacity(ownCells.count + other.cells.count)
    counts.reserveCapacity(ownCells.count + other.cells.count)
    var place = 0
    for (theirs, cell) in other.cells.enumerated() {
      while place < ownCells.count, ownCells[place] < cell {
        append(ownCells[place], ownCounts[place])
        place += 1
      }
      append(cell, other.counts[theirs])
    }
    for place in place..<ownCells.count { append(ownCells[place], ownCounts[place]) }
    distinct = cells.count
  }

  /// Whether no cell is there twice and all are in order.
  private var isCompact: Bool { distinct == cells.count }

  /// Puts cells that are there several times together, and all in order.
  mutating func compact() {
    guard !isCompact else { return }
    var items: [RadixSort.Keyed] = []
    items.reserveCapacity(cells.count)
    for place in cells.indices { items.append(RadixSort.Keyed(key: cells[place], payload: UInt64(counts[place]))) }
    RadixSort.sort(&items)
    cells = []
    counts = []
    cells.reserveCapacity(items.count)
    counts.reserveCapacity(items.count)
    for item in items { append(item.key, UInt32(truncatingIfNeeded: item.payload)) }
    distinct = cells.count
  }

  /// Appends a cell, to the last one as far as a count reaches.
  @inline(__always)
  private mutating func append(_ cell: UInt64, _ count: UInt32) {
    if cells.last == cell {
      let (sum, overflows) = counts[counts.count - 1].addingReportingOverflow(count)
      if !overflows {
        counts[counts.count - 1] = sum
        return
      }
    }
    cells.append(cell)
    counts.append(count)
  }

  /// All requests without their times.
  var sketch: QuantileSketch {
    var buckets = BucketCounts()
    for (cell, count) in zip(cells, counts) { buckets.add(Self.key(of: cell), Int(count)) }
    return QuantileSketch(buckets, minimum: minimum, maximum: maximum, sum: sum)
  }

  // MARK: Second by second

  /// The seconds since the epoch in which requests ended, each at least once.
  func forEachSecond(_ body: (Int64) -> Void) {
    var last: Int64?
    for cell in cells where Self.second(of: cell) != last {
      let second = Self.second(of: cell)
      body(second)
      last = second
    }
  }

  /// The requests that ended in some seconds, ascending by second and bucket. `compact` must have been called.
  func forEachCell(in seconds: ClosedRange<Int64>, _ body: (_ second: Int64, _ key: Int32, _ count: UInt32) -> Void) {
    let least = Self.cell(seconds.lowerBound, 1 - Self.keyBias)
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle] < least { low = middle + 1 } else { high = middle }
    }
    while low < cells.count, Self.second(of: cells[low]) <= seconds.upperBound {
      body(Self.second(of: cells[low]), Self.key(of: cells[low]), counts[low])
      low += 1
    }
  }

  @inline(__always)
  private static func cell(_ second: Int64, _ key: Int32) -> UInt64 {
    UInt64(bitPattern: second &+ secondBias) << keyBits | UInt64(UInt32(truncatingIfNeeded: key &+ keyBias))
  }

  private static func second(of cell: UInt64) -> Int64 { Int64(cell >> keyBits) - secondBias }

  private static func key(of cell: UInt64) -> Int32 {
    Int32(truncatingIfNeeded: cell & (1 << keyBits - 1)) - keyBias
  }
}

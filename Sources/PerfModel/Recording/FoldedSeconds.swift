/// The seconds of a `FoldedCells`, each with the number of its cells, in 8 bytes.
struct FoldedSeconds: Sendable {
  /// The second since the epoch in the upper 35 bits, the number of its cells in the lower 29: of 2^29 cells in a second there were
  /// 10^11 requests in it.
  private var seconds: [UInt64] = []
  /// Where the cells of every sixteenth second begin.
  private var marks: [Int] = []
  private var cellCount = 0

  private static let countBits: UInt64 = 29
  private static let markDistance = 16
  /// Makes the seconds of all times of 64 bits positive.
  static let bias: Int64 = 1 << 34

  var count: Int { seconds.count }
  var first: Int64? { seconds.first.map(Self.number) }
  var last: Int64? { seconds.last.map(Self.number) }

  mutating func append(_ second: Int64, count: Int) {
    if seconds.count % Self.markDistance == 0 { marks.append(cellCount) }
    seconds.append(UInt64(bitPattern: second &+ Self.bias) << Self.countBits | UInt64(count))
    cellCount += count
  }

  /// Counts another cell to the last second.
  @inline(__always)
  mutating func growLast() {
    seconds[seconds.count - 1] += 1
    cellCount += 1
  }

  /// Removes the seconds from a place on.
  mutating func removeLast(from place: Int) {
    cellCount = start(of: place)
    seconds.removeSubrange(place...)
    marks.removeSubrange(((place + Self.markDistance - 1) / Self.markDistance)...)
  }

  /// Where the cells of the second at a place begin.
  func start(of place: Int) -> Int {
    guard place < seconds.count else { return cellCount }
    let mark = place / Self.markDistance
    return seconds[mark * Self.markDistance..<place].reduce(marks[mark]) { $0 + Self.count($1) }
  }

  /// The first place of a second that is not before one, where they ascend.
  func place(of second: Int64) -> Int {
    var (low, high) = (0, seconds.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.number(seconds[middle]) < second { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Gives each second and where its cells are.
  func forEach(_ body: (_ second: Int64, _ cells: Range<Int>) -> Void) {
    forEach(from: 0) { second, cells in
      body(second, cells)
      return true
    }
  }

  /// The same from a place on, until it is told false.
  func forEach(from place: Int, _ body: (_ second: Int64, _ cells: Range<Int>) -> Bool) {
    var start = start(of: place)
    for second in seconds[place...] {
      let end = start + Self.count(second)
      guard body(Self.number(second), start..<end) else { return }
      start = end
    }
  }

  @inline(__always)
  private static func number(_ second: UInt64) -> Int64 { Int64(second >> countBits) - bias }

  @inline(__always)
  private static func count(_ second: UInt64) -> Int { Int(second & (1 << countBits - 1)) }
}

import Testing

@testable import PerfModel

/// Requests counted by second and bucket.
struct FoldedCellsTests {
  private struct Cell: Hashable {
    let second: Int64
    let key: Int32
  }

  /// What was counted, in order.
  private struct Counted: Equatable {
    var cells: [String] = []
    var seconds: [Int64] = []

    init(_ cells: FoldedCells) {
      var counts: [(cell: Cell, count: Int)] = []
      cells.forEach(in: -(1 << 34)...1 << 34) { second, key, count in
        let cell = Cell(second: second, key: key)
        if counts.last?.cell == cell {
          counts[counts.count - 1].count += Int(count)
        } else {
          counts.append((cell, Int(count)))
        }
      }
      self.cells = counts.map { "\($0.cell.second) \($0.cell.key) \($0.count)" }
      cells.forEachSecond { seconds.append($0) }
    }

    init(_ requests: [Cell]) {
      let counts = Dictionary(requests.map { ($0, 1) }, uniquingKeysWith: +)
      let sorted = counts.sorted { ($0.key.second, $0.key.key) < ($1.key.second, $1.key.key) }
      cells = sorted.map { "\($0.key.second) \($0.key.key) \($0.value)" }
      seconds = Set(requests.map(\.second)).sorted()
    }
  }

  private static func cells(_ requests: [Cell], batch: Int) -> FoldedCells {
    var cells = FoldedCells()
    for first in stride(from: 0, to: requests.count, by: batch) {
      cells.merge(
        FoldedCells(
          ascending: requests[first..<min(first + batch, requests.count)].map {
            FoldedCells.request(second: $0.second, key: $0.key)
          }.sorted()))
    }
    cells.putInOrder()
    return cells
  }

  /// Three thousand requests of two hundred seconds and thirty buckets, in a fixed order that no clock would show.
  private static let shuffled: [Cell] = (0..<3000).map { place in
    let number = place * 7919 % 6000
    return Cell(second: 1_700_000_000 + Int64(number / 30), key: Int32(number % 30) - 15)
  }

  @Test(arguments: [1, 7, 100, 3000])
  func batchesOfAnySizeCountTheSame(_ batch: Int) {
    let expected = Counted(Self.shuffled)
    #expect(Counted(Self.cells(Self.shuffled, batch: batch)) == expected)
    let ascending = Self.shuffled.sorted { $0.second < $1.second }
    #expect(Counted(Self.cells(ascending, batch: batch)) == expected)
  }

  @Test func partsAreMergedInAnyOrder() {
    let parts = (0..<3).map { part in
      Self.cells(Self.shuffled.enumerated().filter { $0.offset % 3 == part }.map(\.element), batch: 50)
    }
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
      var all = FoldedCells()
      for part in order { all.merge(parts[part]) }
      all.putInOrder()
      #expect(Counted(all) == Counted(Self.shuffled))
    }
  }

  /// A cell holds 1,023; the third list begins with a full one.
  @Test func moreThanACellHolds() {
    let one = Cell(second: 5, key: 2)
    let other = Cell(second: 5, key: 3)
    var all = Self.cells(Array(repeating: one, count: 3000) + [other], batch: 4000)
    all.merge(Self.cells(Array(repeating: one, count: 1500), batch: 4000))
    all.merge(Self.cells([other, other], batch: 4000))
    all.putInOrder()
    #expect(Counted(all).cells == ["5 2 4500", "5 3 3"])
  }

  @Test func someSecondsAlone() {
    let cells = Self.cells(Self.shuffled, batch: 3000)
    var met: Set<Int64> = []
    cells.forEach(in: 1_700_000_050...1_700_000_052) { second, _, _ in met.insert(second) }
    #expect(met == [1_700_000_050, 1_700_000_051, 1_700_000_052])
  }

  /// Each batch begins in the last second of the one before. 24,000 cells are moved when room is made for twice as many, which is some
  /// fifteen times, and not with each of the 6,000 batches.
  @Test func batchesThatOverlapDoNotMoveAllCells() {
    var cells = FoldedCells()
    var moves = 0
    for batch in 0..<6000 {
      let before = cells.capacity
      cells.merge(
        FoldedCells(ascending: (0..<8).map { FoldedCells.request(second: Int64(batch + $0 / 4), key: Int32($0)) }))
      if cells.capacity != before { moves += 1 }
    }
    #expect(moves < 30)
  }

  /// The first and the last second that a time of 64 bits can be in.
  @Test func secondsBeyondEveryClock() {
    let requests = [Int64.min, -1, 0, Int64.max].map { Cell(second: NanosecondTime.second(of: $0), key: 0) }
    #expect(Counted(Self.cells(requests.reversed(), batch: 1)) == Counted(requests))
  }
}

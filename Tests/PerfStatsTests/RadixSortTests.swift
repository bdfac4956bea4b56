import PerfStats
import Testing

struct RadixSortTests {
  @Test(arguments: [0, 1, 2, 255, 257, 5000])
  func sortsAsTheStandardLibraryDoes(_ count: Int) {
    var generator = SystemRandomNumberGenerator()
    let values = (0..<count).map { index in
      index % 7 == 0 ? -0.0 : Double.random(in: -1e6...1e6, using: &generator) * (index % 3 == 0 ? 1e-9 : 1)
    }
    #expect(RadixSort.sorted(values) == values.sorted())
  }

  @Test(arguments: [10, 3000])
  func equalKeysKeepTheirOrder(_ count: Int) {
    var items = (0..<count).map { RadixSort.Keyed(key: UInt64($0 % 3) << 40, payload: UInt64($0)) }
    RadixSort.sort(&items)
    #expect(items.map(\.key) == items.map(\.key).sorted())
    for key in 0..<UInt64(3) {
      let payloads = items.filter { $0.key == key << 40 }.map(\.payload)
      #expect(payloads == payloads.sorted())
    }
  }
}

/// Keys that differ below the digits that are sorted by first.
struct RadixSortRunTests {
  @Test(arguments: [2, 16, 17, 300, 5000])
  func longAndShortRuns(_ run: Int) {
    var state: UInt64 = 42
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 8
    }
    // The upper bits repeat for `run` keys in a row; the lower ones hold few values, so that there are ties.
    let items = (0..<6000).map { index in
      RadixSort.Keyed(key: UInt64(index / run % 7) << 60 | next() % 50 << 3, payload: UInt64(index))
    }
    var sorted = items
    RadixSort.sort(&sorted)
    #expect(sorted == items.sorted { ($0.key, $0.payload) < ($1.key, $1.payload) })
  }
}

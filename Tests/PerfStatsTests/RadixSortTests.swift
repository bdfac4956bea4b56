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

import Testing

@testable import PerfStats

struct BucketCountsTests {
  /// Values of both signs and all sizes, many of them in the same buckets.
  private static let values: [Double] = {
    var state: UInt64 = 9
    return (0..<20_000).map { place in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let size = Double(state >> 40) / 1000
      return place % 7 == 0 ? -size : place % 11 == 0 ? size * 1e290 : place % 13 == 0 ? 0 : size
    }
  }()

  @Test func countsAreThoseOfADictionary() {
    let expected = Dictionary(Self.values.map { (QuantileSketch.key(of: $0), 1) }, uniquingKeysWith: +)
    var counts = BucketCounts()
    counts.add(Self.values)
    #expect(counts.sorted.map(\.key) == expected.keys.sorted())
    #expect(counts.sorted.allSatisfy { expected[$0.key] == $0.count })
  }

  @Test func mergingAddsUp() {
    var (whole, left, right) = (BucketCounts(), BucketCounts(), BucketCounts())
    whole.add(Self.values)
    left.add(Array(Self.values.prefix(5000)))
    for value in Self.values.dropFirst(5000) { right.add(QuantileSketch.key(of: value), 1) }
    left.merge(right)
    #expect(left.sorted.map(\.key) == whole.sorted.map(\.key))
    #expect(left.sorted.map(\.count) == whole.sorted.map(\.count))
  }
}

import Glibc
import PerfStats
import Testing

struct QuantileSketchTests {
  /// One value in a bucket is known to half the bucket's width, which is at most 2⁻¹⁰ of its lower edge.
  @Test(arguments: [1.0, 0.001, 1234.5678, 1e-300, 8.9e307, -7.25, 0.0999999])
  func keepsEachValueWithinItsRelativeError(_ value: Double) throws {
    // A smaller and a larger value take the exact ends.
    let sketch = QuantileSketch([value - abs(value) / 2, value, value + abs(value) / 2])
    let median = try #require(sketch.quantile(0.5))
    #expect(abs(median - value) <= QuantileSketch.relativeError * abs(value))
  }

  /// 1…1000: type 7 puts p at 1 + 999·p.
  @Test(arguments: [(0.0, 1.0), (0.5, 500.5), (0.9, 900.1), (0.99, 990.01), (1.0, 1000.0)])
  func quantilesAreNearTheExactOnes(_ p: Double, _ expected: Double) throws {
    let sketch = QuantileSketch((1...1000).map(Double.init))
    #expect(abs(try #require(sketch.quantile(p)) - expected) <= QuantileSketch.relativeError * expected)
    #expect(sketch.count == 1000)
    #expect(sketch.sum == 500_500)
    #expect(sketch.mean == 500.5)
  }

  @Test func theDeviationIsNear() throws {
    let sketch = QuantileSketch((1...1000).map(Double.init))
    // The variance of 1…n with divisor n − 1 is n(n + 1)/12.
    let expected = (1000.0 * 1001 / 12).squareRoot()
    #expect(abs(try #require(sketch.standardDeviation) - expected) < 1e-3 * expected)
  }

  @Test func mergingIsAssociativeAndCommutative() {
    let parts = [[1.5, 0, -3], [2e9, 1.5001, 1.5], [-1e-5, 7, 7, 7]]
    let sketches = parts.map { QuantileSketch($0) }
    func merged(_ a: QuantileSketch, _ b: QuantileSketch) -> QuantileSketch {
      var all = a
      all.merge(b)
      return all
    }
    let left = merged(merged(sketches[0], sketches[1]), sketches[2])
    let right = merged(sketches[2], merged(sketches[1], sketches[0]))
    #expect(left == right)
    #expect(left == QuantileSketch(parts.flatMap(\.self)))
  }

  @Test func whatIsWrittenIsRead() {
    let sketch = QuantileSketch([0.1, 0.2, 0.3, 17, 17.001])
    let again = QuantileSketch(
      keys: sketch.keys, counts: sketch.counts, minimum: sketch.minimum, maximum: sketch.maximum,
      sumParts: sketch.sumParts)
    #expect(again == sketch)
  }

  @Test func contradictionsAreRefused() {
    let sketch = QuantileSketch([1, 2])
    func read(keys: [Int32]? = nil, counts: [Int]? = nil, minimum: Double = 1, maximum: Double = 2) -> QuantileSketch? {
      QuantileSketch(
        keys: keys ?? sketch.keys, counts: counts ?? sketch.counts, minimum: minimum, maximum: maximum, sumParts: [3])
    }
    #expect(read() != nil)
    #expect(read(keys: sketch.keys.reversed()) == nil)
    #expect(read(counts: [1]) == nil)
    #expect(read(counts: [1, 0]) == nil)
    #expect(read(counts: [.max, .max]) == nil)
    #expect(read(minimum: 1.9) == nil)
    #expect(read(maximum: .infinity) == nil)
    #expect(read(keys: [], counts: []) == nil)
  }

  /// 1024 is the key of the smallest normal number; below it only 0 is one.
  @Test(arguments: [
    ([Int32(1_047_552)], [Int.max], 1.0, 1.0, [1.0]),  // more than a double counts exactly
    ([1_047_552], [1 << 53, 1], 1, 1, [1]),  // not as many counts as keys
    ([1_047_552], [1], 1, 1.0001, [1]),  // one value, and two ends
    ([0, 500, 1_047_552], [1, 1, 1], 0, 1, [1]),  // a bucket that no value falls into
    ([1_047_552], [2], 1, 1, [7]),  // a mean of 3.5 of values that are all 1
  ])
  func contradictionsAreRefused(
    _ keys: [Int32], _ counts: [Int], _ minimum: Double, _ maximum: Double, _ sum: [Double]
  ) {
    #expect(QuantileSketch(keys: keys, counts: counts, minimum: minimum, maximum: maximum, sumParts: sum) == nil)
  }

  @Test func theLargestCountIsReadAndAnswers() throws {
    let count = 1 << 53
    let sketch = try #require(
      QuantileSketch(keys: [1_047_552], counts: [count], minimum: 1, maximum: 1, sumParts: [Double(count)]))
    #expect(sketch.quantile(1) == 1)
    #expect(sketch.mean == 1)
  }
}

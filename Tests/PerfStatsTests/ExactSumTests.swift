import PerfStats
import Testing

private let tiny = Double.leastNonzeroMagnitude

struct ExactSumTests {
  /// 1e100 + 1 − 1e100 is 1, which plain addition gives as 0 in this order.
  @Test func losesNothingToCancellation() {
    var sum = ExactSum()
    sum.add(contentsOf: [1e100, 1, -1e100])
    #expect(sum.value == 1)
  }

  @Test(
    arguments: [
      ([], 0), ([0.5, 0.25], 0.75), ([-0.1], -0.1), ([tiny, tiny], 2 * tiny), ([1e308, 1e308, -1e308], 1e308),
      ([0.1, 0.2, 0.3], 0.6), ([-3, 1], -2),
      ([Double.leastNormalMagnitude, -tiny], Double.leastNormalMagnitude.nextDown),
    ] as [([Double], Double)])
  func isTheSumRounded(_ values: [Double], _ expected: Double) {
    var sum = ExactSum()
    sum.add(contentsOf: values)
    #expect(sum.value == expected)
  }

  @Test func doesNotDependOnOrder() {
    var generator = SystemRandomNumberGenerator()
    let values = (0..<3000).map { _ in Double.random(in: -1...1, using: &generator) * 1e-3 }
    var forward = ExactSum()
    forward.add(contentsOf: values)
    var backward = ExactSum()
    for value in values.reversed() { backward.add(contentsOf: [value]) }
    #expect(forward == backward)
    var halves = ExactSum()
    halves.add(contentsOf: values[1000...])
    var rest = ExactSum()
    rest.add(contentsOf: values[..<1000])
    halves.merge(rest)
    #expect(halves == forward)
  }

  @Test func partsAreTheWholeSum() {
    var sum = ExactSum()
    sum.add(contentsOf: [1e16, 1, 1e-16, -3e-30])
    var again = ExactSum()
    again.add(contentsOf: sum.parts)
    #expect(again == sum)
    #expect(sum.parts.first == 1e16)
  }
}

import Foundation
import PerfUnits
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, 0, "0"), (-0.0, 1, "0.0"), (1, 2, "1.00"), (-1.5, 1, "-1.5"), (0.05, 1, "0.1"), (999.96, 1, "1000.0"),
    (0.007, 3, "0.007"), (-0.04, 1, "0.0"), (1e300, 0, String(format: "%.0f", 1e300)), (.infinity, 1, "inf"),
  ])
  func `A fixed number of decimals`(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }

  /// Halves that a Double holds exactly go to the even neighbour; 0.15 and 1.005 are not halves in binary.
  @Test(arguments: [
    (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (0.125, 2, "0.12"), (0.375, 2, "0.38"), (-2.5, 0, "-2"),
    (0.15, 1, "0.1"), (0.25, 1, "0.2"), (1.005, 2, "1.00"), (2.675, 2, "2.67"), (1.45, 1, "1.4"),
  ])
  func `Ties are those of the exact binary value`(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }

  /// printf rounds correctly, so it is the judge of numbers near a tie at every decimal place and of every size.
  @Test(arguments: 0...12)
  func `Every number rounds as printf rounds it`(_ decimals: Int) {
    var state: UInt64 = 20_260_301
    for _ in 0..<5_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let half = (Double(state >> 44) + 0.5) / pow(10, Double(decimals))
      let any = Double(sign: .plus, exponent: Int(state % 80) - 30, significand: 1 + Double(state >> 12) / 0x1p52)
      for value in [half, half.nextUp, half.nextDown, -half, any] {
        var expected = String(format: "%.\(decimals)f", value)
        if expected.hasPrefix("-"), Double(expected) == 0 { expected.removeFirst() }
        #expect(NumberText.fixed(value, decimals: decimals) == expected)
      }
    }
  }
}

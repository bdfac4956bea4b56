import PerfUnits
import Testing

struct DisplayScaleTests {
  @Test(arguments: [
    (0.0449, "44.9 ms"), (1.5, "1.50 s"), (0, "0 ms"), (-0.25, "-250 ms"), (2e-8, "20.0 ns"), (1e300, "1e+300 s"),
    (-1e300, "-1e+300 s"),
  ])
  func times(seconds: Double, text: String) {
    #expect(DisplayScale(for: [seconds], dimension: .time).text(seconds) == text)
  }

  @Test(arguments: [(2367, "2,367"), (0.5, "0.500"), (1e16, "1e+16"), (-9.3e18, "-9.3e+18")])
  func counts(number: Double, text: String) {
    #expect(DisplayScale(for: [number], dimension: .one).text(number) == text)
  }
}

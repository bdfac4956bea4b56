import PerfReporters
import Testing

struct SparklineTests {
  @Test func theLargestValueIsTheHighestBar() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█")
  }

  @Test func aGapIsNotAZero() { #expect(Sparkline.text([nil, 0, 10]) == "·▁█") }

  @Test func aLittleIsNotNothing() { #expect(Sparkline.text([0, 0.001, 100]) == "▁▂█") }

  @Test func nothingAtAllIsFlat() {
    #expect(Sparkline.text([0, 0]) == "▁▁")
    #expect(Sparkline.text([]) == "")
  }

  /// Cells of 2 s: 0…2 holds 1 and 3, 2…4 nothing, 4…6 holds 5.
  @Test func valuesAreDrawnTogether() {
    let points = [(at: 0.0, value: 1.0), (at: 1.5, value: 3.0), (at: 4.0, value: 5.0)]
    #expect(Sparkline.cells(points, span: 6, count: 3) { $0.max() ?? 0 } == [3, nil, 5])
    #expect(Sparkline.cells(points, span: 6, count: 3, empty: 0) { $0.reduce(0, +) } == [4, 0, 5])
  }

  @Test func valuesOutsideTheSpanAreLeftOut() {
    #expect(Sparkline.cells([(at: -1, value: 1), (at: 6, value: 1)], span: 6, count: 1) { $0[0] } == [nil])
  }
}

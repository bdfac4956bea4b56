import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis
@testable import PerfReporters

@Suite struct ComparisonWordsTests {
  private func verdict(_ verdict: Verdict, runs: Int = 1, sees: Double? = nil, before: Double? = 1) -> String {
    ComparisonRow(Sample.row("x", before: before, after: 2, verdict, sees: sees, runs: runs)).verdictText
  }

  @Test func `One run a side caps the word`() {
    #expect(verdict(.regressed) == "✗ regressed (not replicated)")
    #expect(verdict(.regressed, runs: 2) == "✗ regressed (not replicated)")
    #expect(verdict(.regressed, runs: 3) == "✗ regressed")
    #expect(verdict(.improved) == "✓ improved (not replicated)")
  }

  @Test func `What cannot be told says what could have been seen`() {
    #expect(verdict(.inconclusive, sees: 0.12) == "~ cannot tell (would see ±12 %)")
    #expect(verdict(.inconclusive) == "~ cannot tell")
  }

  @Test func `A row that was zero before is new and says so`() {
    #expect(verdict(.new, before: 0) == "+ new (was zero)")
    #expect(verdict(.new, before: nil) == "+ new")
  }

  @Test func `Every row has one scale for both sides`() {
    let figures = RowFigures(Sample.row("x", before: 0.0009, after: 1.2, .regressed, interval: (0.5, 2), noise: 0.142))
    #expect([figures.before, figures.after] == ["0.000900 s", "1.20 s"])
    #expect(figures.interval == "+50.0 … +200.0 %")
    #expect(figures.noiseFloor == "±14 %")
  }

  @Test func `Shares are percent and their changes percentage points`() {
    let row = Sample.row(
      "x", .requestErrorRatio, .value, before: 0.01, after: 0.025, .regressed, interval: (-0.001, 0.03), noise: 0.004)
    let figures = RowFigures(row)
    #expect([figures.before, figures.after, figures.change] == ["1.00 %", "2.50 %", "+1.50 pp"])
    #expect(figures.interval == "-0.10 … +3.00 pp")
    #expect(figures.noiseFloor == "±0.40 pp")
  }

  @Test func `Absent is a dash, never zero`() {
    let figures = RowFigures(Sample.row("x", before: nil, after: 0.2, .new))
    #expect([figures.before, figures.change, figures.interval, figures.noiseFloor] == ["–", "–", "", ""])
  }

  @Test(arguments: [1e300, -1e300, 1e15, .leastNonzeroMagnitude, .greatestFiniteMagnitude])
  func `Monstrous numbers stay short`(_ value: Double) {
    let figures = RowFigures(
      Sample.row(
        "x", .dataReceived, .value, before: 1e-300, after: value, .inconclusive, interval: (-value, value),
        noise: abs(value), sees: abs(value)))
    #expect([figures.before, figures.after, figures.change, figures.noiseFloor].allSatisfy { $0.count < 40 })
  }

  @Test(arguments: [
    (SeriesKey(.requestDuration, endpoint: "GET /a"), "GET /a"), (SeriesKey(.requestRate), "whole run"),
    (SeriesKey(.requestRate, labels: ["scenario": "peak", "a": "b"]), "whole run {a=b, scenario=peak}"),
    (SeriesKey(.checkPassRatio, labels: ["check": "status is 200"]), "status is 200"),
    (SeriesKey(.testFailed, endpoint: "Suite", labels: ["case": "adds"]), "Suite adds"),
  ])
  func `Subjects`(_ key: SeriesKey, _ name: String) { #expect(SeriesName.subject(key) == name) }

  @Test(arguments: [
    (MetricID.requestDuration, Statistic.quantile(0.95), "p95"), (.requestErrorRatio, .value, "error_ratio"),
    (.requestWaiting, .mean, "waiting mean"), (.iterationDuration, .median, "iteration.duration p50"),
    (.dataSent, .value, "data.sent"),
  ])
  func `Measures`(_ metric: MetricID, _ statistic: Statistic, _ name: String) {
    #expect(SeriesName.measure(metric, statistic) == name)
  }

  @Test func `Changed rows come worst first, each by the margins it moved`() {
    let rows = [
      Sample.row("improved", before: 1, after: 0.5, .improved), Sample.row("worse", before: 1, after: 1.2, .regressed),
      Sample.row("much worse", before: 1, after: 1.5, .regressed),
      Sample.row("perhaps", before: 1, after: 3, .likelyWorse),
      Sample.row("errors", .requestErrorRatio, .value, before: 0, after: 0.1, .regressed, margin: 0.001),
    ].map(ComparisonRow.init)
    #expect(ComparisonRow.worstFirst(rows).map(\.subject) == ["errors", "much worse", "worse", "perhaps", "improved"])
  }
}

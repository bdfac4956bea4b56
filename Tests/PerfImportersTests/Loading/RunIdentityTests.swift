import PerfDiagnostics
import PerfImporters
import PerfModel
import Testing

/// When two files of one side are one run.
struct RunIdentityTests {
  private func run(
    _ file: String, tool: String = "k6", format: String = "k6-summary-export", count: Double? = 1000,
    _ statistics: [Statistic: Double] = [.mean: 0.050, .maximum: 0.9, .quantile(0.95): 0.2],
    method: QuantileMethod = .linear, objectives: [DeclaredObjective] = [], duration: Double? = nil
  ) -> Run {
    var series: [Series] = []
    if let metric = MetricCatalogue.metric(.requestDuration) {
      let published = PublishedStatistics(count: nil, values: statistics, method: method)
      series.append(
        Series(key: SeriesKey(metric.id), metric: metric, content: .distribution(.quantiles(published))))
    }
    if let metric = MetricCatalogue.metric(.requestCount), let count {
      series.append(Series(key: SeriesKey(metric.id), metric: metric, content: .counter(count)))
    }
    return Run(
      label: file, tool: tool, toolVersion: nil, format: format, startedAt: nil, duration: duration,
      files: [InputFile(path: file)], context: [:], series: series, declaredObjectives: objectives, diagnostics: [])
  }

  private let richness = ["k6-summary-export": 30, "k6-handle-summary": 50, "k6-json": 100]

  private func merge(_ runs: Run...) -> (runs: [Run], diagnostics: [Diagnostic]) {
    RunIdentity.merge(runs) { richness[$0] ?? 0 }
  }

  @Test("three formats of one run are one run; the richest is kept in the first place")
  func threeFormats() {
    let other = run("other", [.mean: 0.051, .maximum: 0.9])
    let merged = merge(
      run("export"), other, run("raw", format: "k6-json"), run("summary", format: "k6-handle-summary"))
    #expect(merged.runs.map(\.label) == ["raw", "other"])
    #expect(merged.runs[0].files.map(\.path) == ["raw", "export", "summary"])
    #expect(merged.diagnostics.map(\.location?.file) == ["export", "summary"])
    #expect(merged.diagnostics.allSatisfy { $0.severity == .note && $0.id == .inputDuplicate })
  }

  @Test("what only the summary knows is kept")
  func supplements() {
    let objective = DeclaredObjective(
      series: SeriesKey(.requestDuration), expression: "p(95)<250", metAccordingToTool: true)
    let merged = merge(run("raw", format: "k6-json"), run("export", objectives: [objective], duration: 30))
    #expect(merged.runs[0].label == "raw")
    #expect(merged.runs[0].declaredObjectives == [objective])
    #expect(merged.runs[0].duration == 30)
  }

  static let base: [Statistic: Double] = [.mean: 0.050, .maximum: 0.9, .quantile(0.95): 0.2]

  @Test("digits lost in printing do not tell runs apart")
  func rounding() {
    let printed = Self.base.mapValues { $0 * (1 + 0.9e-6) }
    #expect(RunIdentity.areSame(run("a"), run("b", format: "k6-json", printed)))
  }

  @Test("a difference in any shared number does")
  func differences() {
    let raw = run("b", format: "k6-json")
    for statistic in Self.base.keys {
      var numbers = Self.base
      numbers[statistic]? *= 1 + 1e-5
      #expect(!RunIdentity.areSame(run("a", numbers), raw), "\(statistic.name)")
    }
    #expect(!RunIdentity.areSame(run("a", count: 999), raw))
    #expect(!RunIdentity.areSame(run("a", tool: "hey"), raw))
  }

  @Test("without a count or a shared number nothing is known")
  func unknown() {
    let raw = run("b", format: "k6-json")
    #expect(!RunIdentity.areSame(run("a", count: nil), raw))
    #expect(!RunIdentity.areSame(run("a", count: 0), run("b", format: "k6-json", count: 0)))
    #expect(!RunIdentity.areSame(run("a", [.minimum: 0.001]), raw))
  }

  @Test("quantiles by two definitions are not compared")
  func quantileDefinitions() {
    var numbers = Self.base
    numbers[.quantile(0.95)] = 0.21
    #expect(RunIdentity.areSame(run("a"), run("b", format: "k6-json", numbers, method: .unstated)))
  }

  @Test("two runs of one format are two runs, unless every number is the same")
  func oneFormat() {
    #expect(merge(run("a"), run("b", [.mean: 0.0500001, .maximum: 0.9, .quantile(0.95): 0.2])).runs.count == 2)
    let merged = merge(run("a"), run("b"))
    #expect(merged.runs.map(\.label) == ["a"])
    #expect(merged.diagnostics.map(\.severity) == [.warning])
  }

  @Test("runs without data, or of one file, are never one")
  func neverOne() {
    #expect(!RunIdentity.areSame(run("a"), run("a")))
    let empty = Run(
      label: "a", tool: "ab", toolVersion: nil, format: "ab-text", startedAt: nil, duration: nil,
      files: [InputFile(path: "a")], context: [:], series: [], declaredObjectives: [], diagnostics: [])
    #expect(!RunIdentity.areSame(empty, empty.with(files: [InputFile(path: "b")])))
  }
}

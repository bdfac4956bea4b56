import PerfModel

extension SideSummary {
  /// What a report says of the runs of a side.
  package init(_ side: ComparedSide) {
    label = side.label
    runs = side.runs.map { run in
      RunSummary(
        label: run.label, tool: run.tool, toolVersion: run.toolVersion, format: run.format, startedAt: run.startedAt,
        duration: run.duration, requests: Self.requests(run), files: run.files)
    }
  }

  private static func requests(_ run: Run) -> Int? {
    let whole = run[SeriesKey(.requestCount)]?[.value]
    let endpoints = run.series.filter {
      $0.key.metric == .requestCount && $0.key.endpoint != nil && $0.key.labels.isEmpty
    }.compactMap { $0[.value] }
    guard let count = whole ?? (endpoints.isEmpty ? nil : endpoints.reduce(0, +)) else { return nil }
    return Int(exactly: count.rounded())
  }
}

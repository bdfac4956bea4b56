import PerfAnalysis
import PerfModel
import PerfUnits

/// What a file of metrics holds, as `inspect` shows it: families of exporters, and what of them is known of resources and routes.
enum MetricBlocks {
  /// A table of more rows than this is no glance.
  private static let rowLimit = 40

  static func blocks(_ run: Run) -> [Block] {
    guard !run.resources.isEmpty || !run.scrapes.isEmpty else { return [] }
    var blocks: [Block] = []
    if !run.scrapes.isEmpty { blocks.append(.list(answers(run.scrapes))) }
    if !run.resources.isEmpty { blocks += Sections.table("Resources", resources(run.resources)) }
    blocks += Sections.hidden(run.resources.count - rowLimit, "series")
    blocks += Sections.list(
      "Indexes without a scan since the last reset of the statistics", unusedIndexes(run.resources), rowLimit)
    let routes = RouteTraffic.routes(MetricGrowth(EvidenceSide(runs: [], evidence: [run])))
    if !routes.isEmpty {
      blocks += Sections.list(
        "Routes", routes.prefix(rowLimit).map { [.code($0.endpoint), .text(": " + text($0))] })
    }
    return blocks
  }

  /// `3 answers: 42 families (12 counters, 30 gauges), 310 series`
  private static func answers(_ scrapes: [MetricScrape]) -> [[Inline]] {
    let families = scrapes.flatMap(\.families)
    let names = Set(families.map(\.name))
    let series = Set(
      families.flatMap(\.series).map {
        [$0.name, $0.labels.pairs.map { $0.name + "=" + $0.value }.joined(separator: ",")]
      })
    let kinds = Dictionary(families.map { ($0.name, $0.kind) }, uniquingKeysWith: { a, _ in a }).values
    let counts = MetricFamily.Kind.allCases.compactMap { kind -> String? in
      let count = kinds.count { $0 == kind }
      return count == 0 ? nil : "\(count) of kind \(kind.rawValue)"
    }
    var items: [[Inline]] = [
      [
        .text(
          "\(Words.count(scrapes.count, "answer")): \(names.count) families (\(counts.joined(separator: ", "))), "
            + "\(NumberText.grouped(series.count)) series")
      ]
    ]
    let times = families.flatMap(\.series).flatMap(\.points).compactMap(\.time)
    if let first = times.min(), let last = times.max() {
      let span = DisplayScale(for: [Double(last - first) / 1e9], dimension: .time).text(Double(last - first) / 1e9)
      items.append([.text("samples from "), .code(text(first)), .text(" on, over \(span)")])
    } else {
      items.append([.text("samples without times")])
    }
    if let start = scrapes.first?.processStart, (0...9e9).contains(start) {
      items.append([.text("the process began at "), .code(text(Int64(start * 1e9)))])
    }
    return items
  }

  private static func text(_ time: Int64) -> String {
    Timestamp(millisecondsSinceEpoch: time / 1_000_000).rfc3339
  }

  private static func resources(_ resources: [ResourceSeries]) -> Table {
    var table = Table([
      Table.Column("resource", room: .shortened), Table.Column("metric"), Table.Column("readings", .right),
      Table.Column("lowest", .right), Table.Column("highest", .right), Table.Column("last", .right),
    ])
    for series in resources.prefix(rowLimit) {
      guard let last = series.values.last, let metric = MetricCatalogue.metric(series.key.metric) else { continue }
      let values = [series.values.min(), series.values.max(), last].compactMap(\.self)
      let scale = ValueScale(
        metric.unit.dimension, isShare: ResourceBlocks.isShare(series.key.metric), values)
      table.append(
        [
          [.code(ResourceText.name(series.key))], [.code(series.key.metric.rawValue)],
          [.text(NumberText.grouped(series.values.count))],
        ] + values.map { [.text(scale.text($0))] })
    }
    return table
  }

  private static func unusedIndexes(_ resources: [ResourceSeries]) -> [[Inline]] {
    resources.filter { $0.key.metric == .dbIndexScans && $0.values.last == 0 }
      .map { [.code(ResourceText.index($0.key))] }
  }

  /// `794 requests, 771 of them successful, 45.0 ms on average, p95 between 100 ms and 250 ms`
  private static func text(_ route: RouteTraffic) -> String {
    func number(_ value: Double) -> String { DisplayScale(for: [value], dimension: .one).text(value) }
    func time(_ value: Double) -> String { DisplayScale(for: [value], dimension: .time).text(value) }
    var parts = [number(route.requests) + " requests"]
    if let successful = route.successful { parts.append(number(successful) + " of them successful") }
    if let mean = route.meanDuration {
      parts.append(time(mean) + " on average")
    }
    // Buckets tell no more of a quantile than its bounds.
    if let p95 = route.durationBounds(quantile: 0.95) {
      parts.append(
        p95.high.isFinite ? "p95 between \(time(p95.low)) and \(time(p95.high))" : "p95 above \(time(p95.low))")
    }
    return parts.joined(separator: ", ")
  }
}

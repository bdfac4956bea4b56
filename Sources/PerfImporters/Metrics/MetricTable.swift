import PerfDiagnostics
import PerfModel

/// Collects samples under their names and labels, and sorts them into families.
struct MetricTable {
  /// More series, or values of them, are no capture of a load test and would not fit into memory.
  static let mostSeries = 200_000
  static let mostPoints = 5_000_000

  private var kinds: [String: MetricFamily.Kind] = [:]
  private var places: [Key: Int] = [:]
  private var series: [(key: Key, points: [MetricPoint])] = []
  private var pointCount = 0

  struct Key: Hashable {
    let name: String
    let labels: Labels
  }

  init() {}

  /// An empty table in which the same names are of the same kinds.
  init(declarationsOf other: MetricTable) { kinds = other.kinds }

  var isEmpty: Bool { series.isEmpty }

  /// The first series that was added.
  var first: Key? { series.first?.key }

  mutating func declare(_ name: String, _ kind: MetricFamily.Kind) { kinds[name] = kind }

  /// Whether there is a value without a time already, so that another would contradict it.
  func holdsUntimed(_ key: Key) -> Bool { places[key].map { series[$0].points.contains { $0.time == nil } } ?? false }

  /// Adds a value; false where there are too many.
  mutating func add(_ key: Key, _ point: MetricPoint) -> Bool {
    guard let place = places[key] else {
      guard series.count < Self.mostSeries else { return false }
      places[key] = series.count
      // A NaN says that the series is there, and has no value.
      series.append((key, point.value.isNaN ? [] : [point]))
      pointCount += 1
      return true
    }
    guard pointCount < Self.mostPoints else { return false }
    if !point.value.isNaN { series[place].points.append(point) }
    pointCount += 1
    return true
  }

  /// The refusal of more than `mostSeries` or `mostPoints`.
  static func tooMany(_ file: String, line: Int? = nil) -> Diagnostic {
    Diagnostic(
      .error, .labelCardinality, "there are more than \(mostSeries) series or \(mostPoints) values",
      at: SourceLocation(file: file, line: line),
      hint: "ask for fewer: /federate?match[]={job=\"api\"}, or a scrape of one target")
  }

  /// What was collected. A family whose kind nobody says is what its names say: `_total` counts, `_bucket` with `le` is a histogram.
  consuming func scrape() -> MetricScrape {
    let buckets = Set(
      series.filter { $0.key.name.hasSuffix("_bucket") && $0.key.labels["le"] != nil }
        .map { String($0.key.name.dropLast("_bucket".count)) })
    let summaries = Set(series.filter { $0.key.labels["quantile"] != nil }.map(\.key.name))
    var families: [String: (kind: MetricFamily.Kind, series: [MetricSeries])] = [:]
    for (key, points) in series {
      let (name, kind) = family(of: key.name, buckets: buckets, summaries: summaries)
      let ordered =
        points.count < 2
        ? points
        : points.enumerated().sorted { ($0.element.time ?? 0, $0.offset) < ($1.element.time ?? 0, $1.offset) }
          .map(\.element)
      families[name, default: (kind, [])].series.append(
        MetricSeries(name: key.name, labels: key.labels, points: ordered))
    }
    return MetricScrape(
      families: families.map { MetricFamily(name: $0, kind: $1.kind, series: $1.series) }, processStart: processStart)
  }

  /// The one start of all processes in it, where there is one.
  private var processStart: Double? {
    let starts = Set(
      series.filter { $0.key.name == "process_start_time_seconds" }.compactMap { $0.points.last?.value })
    return starts.count == 1 ? starts.first : nil
  }

  private func family(
    of name: String, buckets: Set<String>, summaries: Set<String>
  ) -> (String, MetricFamily.Kind) {
    if let kind = kinds[name], kind != .unknown { return (kind == .counter ? Self.stem(name, "_total") : name, kind) }
    for suffix in Self.suffixes where name.hasSuffix(suffix) {
      let stem = Self.stem(name, suffix)
      if let kind = kinds[stem], kind != .unknown, Self.allows(kind, suffix) { return (stem, kind) }
      if ["_bucket", "_sum", "_count"].contains(suffix), buckets.contains(stem) { return (stem, .histogram) }
      if ["_sum", "_count"].contains(suffix), summaries.contains(stem) { return (stem, .summary) }
    }
    if summaries.contains(name) { return (name, .summary) }
    if name.hasSuffix("_total") { return (Self.stem(name, "_total"), .counter) }
    return (name, .unknown)
  }

  private static let suffixes = ["_total", "_bucket", "_sum", "_count", "_created", "_info", "_gcount", "_gsum"]

  private static func allows(_ kind: MetricFamily.Kind, _ suffix: String) -> Bool {
    switch kind {
    case .counter: suffix == "_total" || suffix == "_created"
    case .histogram: ["_bucket", "_sum", "_count", "_created"].contains(suffix)
    case .summary: ["_sum", "_count", "_created"].contains(suffix)
    case .gaugehistogram: ["_bucket", "_gcount", "_gsum"].contains(suffix)
    case .info: suffix == "_info"
    case .gauge, .stateset, .unknown: false
    }
  }

  private static func stem(_ name: String, _ suffix: String) -> String {
    name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
  }
}

public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what was seen of resources beside a load test, as a JSON object a series: the columns of `resource-csv` as keys.
///
/// ```
/// {"resources": [
///   {"resource": "api", "role": "service", "instance": "1", "metric": "cpu.utilization", "unit": "%",
///    "points": [["2026-11-21T03:23:40Z", 41], [1795231435.25, 72]]}
/// ]}
/// ```
///
/// `metric` and `points` have to be there. A time is RFC 3339 or seconds since 1970; with `"clock": "run"` beside `resources` it is
/// seconds since the first request of the run. Entries of one series are one series.
public struct ResourceJSONImporter: Importer {
  public static let format = FormatDescription(
    id: "resource-json", tool: "resources", title: "Resource series as JSON",
    holds:
      "what resource-csv holds: an object for each series with its resource, role, instance, metric and unit, and its points as pairs of "
      + "time and value (docs/evidence.md)",
    lacks: "no requests: it is evidence beside a run for a capacity plan, and nothing to compare",
    record:
      #"curl -sG http://PROMETHEUS/api/v1/query_range --data-urlencode "query=$QUERY" -d "start=$START&end=$END&step=15" | "#
      + #"jq '{resources: [.data.result[] | {resource: "api", instance: .metric.instance, metric: "cpu.utilization", "#
      + #"points: [.values[] | [.[0], (.[1] | tonumber)]]}]}' > resources.json"#
  )

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  /// Certain when the first of the resources has points.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let first = JSONOutline.root(of: prefix)?["resources"]?.elements?.first
    return first?.has("points") == true || first?.has("metric") == true ? .certain : .no
  }

  /// Reads the whole file.
  /// - Throws: `json-syntax` and its like; `no-data`; `label-cardinality`; the first flaw when no point is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let document = try JSONDocument(try source.readAll()[...], name: source.name, limits: limits)
    var reader = try ResourceJSONReader(document, maximumSeries: limits.maximumLabelValues)
    let resources = try document.member("resources", of: document.root)
    for entry in try document.elements(of: resources) { try reader.read(entry, into: &run) }
    guard reader.hasPoints else {
      throw reader.firstFlaw
        ?? document.error(at: resources, id: .noData, message: "there is no point", hint: "were the resources sampled?")
    }
    try reader.table.tell(&run, clock: reader.clock, file: source.name)
  }
}

public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what was seen of resources beside a load test: a value a line, under a header that names the columns.
///
/// ```
/// time,resource,role,instance,metric,value,unit
/// 2026-11-21T03:23:40Z,api,service,api-1,cpu.utilization,41,%
/// 2026-11-21T03:23:40Z,orders,pool,api-1,db.connections.active,9,
/// ```
///
/// `metric` and `value` have to be there, and either `time` (RFC 3339, or seconds since 1970) or `seconds` (since the first request of the
/// run). `resource`, `role`, `instance` and `unit` may be left out or empty; columns may stand in any order.
public struct ResourceCSVImporter: Importer {
  public static let format = FormatDescription(
    id: "resource-csv", tool: "resources", title: "Resource series as CSV",
    holds:
      "what was seen of processors, memory, pools, queues, threads, open files and the generator over time: a line for each value with its "
      + "time, resource, role, instance, metric and unit (docs/evidence.md)",
    lacks: "no requests: it is evidence beside a run for a capacity plan, and nothing to compare",
    record: #"printf '%s,api,service,%s,cpu.utilization,%s,%%\n' "$(date +%s)" "$HOSTNAME" "$PERCENT" >> resources.csv"#
  )

  /// The columns that a header may name.
  static let names = ["time", "seconds", "resource", "role", "instance", "metric", "value", "unit"]

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  /// Certain when the first line is a header of known columns with a time, a metric and a value.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    ResourceColumns(RawHeader.fields(of: prefix, delimiter: UInt8(ascii: ","))) == nil ? .no : .certain
  }

  /// Reads the whole file.
  /// - Throws: `input-empty`; `row-header`; `label-cardinality`; the first flaw when no line is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let prefix = try source.prefix()
    guard prefix.contains(where: { $0 > 0x20 }) else { throw RawHeader.empty(source.name) }
    guard let columns = ResourceColumns(RawHeader.fields(of: prefix[...], delimiter: UInt8(ascii: ","))) else {
      throw Diagnostic(
        .error, .rowHeader, "the first line does not name a time, a metric and a value",
        at: SourceLocation(file: source.name, line: 1, column: 1),
        excerpt: Excerpt(line: RawHeader.line(of: prefix[...]).prefix(2 * Excerpt.width), column: 1),
        hint: "time,resource,role,instance,metric,value,unit; or seconds in place of time")
    }
    let most = limits.maximumLabelValues
    let (rows, records) = try RowScanner<ResourceRows>.read(
      &source, delimiter: UInt8(ascii: ","), hasHeader: true, into: &run,
      makeReader: { ResourceRows(columns, maximumSeries: most) })
    guard records > 0 else { throw RawHeader.empty(source.name) }
    try rows.table.tell(&run, clock: columns.clock, file: source.name)
  }
}

/// Which field of a line is what.
struct ResourceColumns: Sendable {
  let count: Int
  let clock: ResourceSeries.Clock
  let time: Int
  let metric: Int
  let value: Int
  let resource: Int?
  let role: Int?
  let instance: Int?
  let unit: Int?

  /// Nil unless every name is known, none stands twice, and there are a time, a metric and a value.
  init?(_ header: [String]) {
    guard Set(header).count == header.count, header.allSatisfy(ResourceCSVImporter.names.contains),
      let metric = header.firstIndex(of: "metric"), let value = header.firstIndex(of: "value")
    else { return nil }
    switch (header.firstIndex(of: "time"), header.firstIndex(of: "seconds")) {
    case (let place?, nil): (time, clock) = (place, .wall)
    case (nil, let place?): (time, clock) = (place, .run)
    default: return nil
    }
    count = header.count
    self.metric = metric
    self.value = value
    resource = header.firstIndex(of: "resource")
    role = header.firstIndex(of: "role")
    instance = header.firstIndex(of: "instance")
    unit = header.firstIndex(of: "unit")
  }
}

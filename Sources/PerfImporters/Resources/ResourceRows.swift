import PerfDiagnostics
import PerfFormats
import PerfModel
import PerfUnits

/// The lines of a table of resource series.
struct ResourceRows: RowReader {
  private(set) var points: [ResourceKey: [(time: Int64, value: Double)]] = [:]
  /// More series than can be told apart: none of them is used.
  private(set) var hasTooMany = false
  private let names: ResourceColumns
  private let maximumSeries: Int

  var columns: Int { names.count }

  init(_ names: ResourceColumns, maximumSeries: Int) {
    self.names = names
    self.maximumSeries = maximumSeries
  }

  mutating func read(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) {
    func text(_ column: Int?) -> String {
      column.map { CSVField.text(index.field($0, of: record), of: bytes) } ?? ""
    }
    let time = try time(index.field(names.time, of: record), of: bytes)
    let name = text(names.metric)
    guard let metric = Self.metrics[name] else {
      throw flaw(
        "'\(PrintableText.escape(name))' is no metric of a resource", index.field(names.metric, of: record),
        hint: Self.nearest(name, among: Self.metrics.keys.sorted()))
    }
    let roleName = text(names.role)
    guard let role = roleName.isEmpty ? .service : ResourceRole(rawValue: roleName) else {
      throw flaw(
        "'\(PrintableText.escape(roleName))' is no role of a resource",
        names.role.map { index.field($0, of: record) } ?? 0..<0,
        hint: Self.nearest(roleName, among: ResourceRole.allCases.map(\.rawValue)))
    }
    let instance = text(names.instance)
    let key = ResourceKey(
      resource: text(names.resource), role: role, instance: instance.isEmpty ? nil : instance, metric: metric.id)
    let value = try value(
      index.field(names.value, of: record), of: bytes, metric, unit: text(names.unit),
      at: names.unit.map { index.field($0, of: record) })
    guard points[key] != nil || points.count < maximumSeries else {
      hasTooMany = true
      return
    }
    points[key, default: []].append((time, value))
  }

  mutating func finishBlock() {}

  mutating func merge(_ other: consuming ResourceRows) {
    points.merge(other.points) { $0 + $1 }
    hasTooMany = hasTooMany || other.hasTooMany || points.count > maximumSeries
  }

  /// Nanoseconds on the clock of the table.
  private func time(_ field: Range<Int>, of bytes: RawSpan) throws(RecordFlaw) -> Int64 {
    if let seconds = RowNumber.decimal(field, of: bytes), seconds >= 0, seconds * 1e9 <= Double(RowTime.latest) {
      return Int64((seconds * 1e9).rounded())
    }
    if names.clock == .wall, let time = Timestamp(rfc3339: CSVField.text(field, of: bytes)),
      case let (nanoseconds, overflows) = time.millisecondsSinceEpoch.multipliedReportingOverflow(by: 1_000_000),
      !overflows, (0...RowTime.latest).contains(nanoseconds)
    {
      return nanoseconds
    }
    throw RowTime.flaw(field, of: bytes, "time")
  }

  /// The value in the metric's base unit.
  private func value(
    _ field: Range<Int>, of bytes: RawSpan, _ metric: Metric, unit name: String, at place: Range<Int>?
  ) throws(RecordFlaw) -> Double {
    // `1` is how a catalogue writes that there is none.
    let given = name.isEmpty || name == metric.unit.symbol ? metric.unit : UnitText.read(name)
    guard let unit = given, unit.dimension == metric.unit.dimension else {
      throw flaw(
        "'\(PrintableText.escape(name))' is no unit of \(metric.id)", place ?? field,
        hint: "leave it empty, which is \(metric.unit.symbol)")
    }
    let written = try RowTime.decimal(field, of: bytes, upTo: 1e18, "value")
    let value = unit.toBase(written)
    // A processor at 100 % may be measured at a little more.
    guard !MetricCatalogue.resourceShares.contains(metric.id) || value <= 1.05 else {
      throw flaw(
        "\(metric.id) is \(written), which is no share", field,
        hint: "give the share of all there is: 320 % of 4 cores is 0.8, or 80 with unit %")
    }
    return value
  }

  private func flaw(_ message: String, _ field: Range<Int>, hint: String) -> RecordFlaw {
    RecordFlaw(.resourceRow, message + "; the line is left out", at: field.lowerBound, hint: hint)
  }

  private static func nearest(_ word: String, among known: [String]) -> String {
    Spelling.nearest(to: word, among: known).map { "did you mean '\($0)'?" }
      ?? "known: " + known.joined(separator: ", ")
  }

  private static let metrics = Dictionary(
    uniqueKeysWithValues: MetricCatalogue.resourceGauges.map { ($0.id.rawValue, $0) })
}

extension DiagnosticID {
  /// A line of a table of resources whose metric, role, unit or share is none.
  static let resourceRow = DiagnosticID(rawValue: "resource-row")
}

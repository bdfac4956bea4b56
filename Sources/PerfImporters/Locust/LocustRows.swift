import PerfFormats

/// What Locust had counted at a time, of all requests or of one endpoint.
struct LocustTotal: Sendable {
  /// Seconds since the epoch.
  let second: Int64
  let users: Int64
  let count: Int64
  let failed: Int64
  /// Milliseconds, each nil while nothing was counted.
  let median: Double?
  let mean: Double?
  let minimum: Double?
  let maximum: Double?
}

/// The lines of a history.
struct LocustRows: RowReader {
  /// By endpoint; nil is all requests.
  private(set) var totals: [String?: [LocustTotal]] = [:]
  let columns: Int
  private let places: [Int]

  init(header: [String]) {
    columns = header.count
    places = LocustHistoryImporter.names.map { header.firstIndex(of: $0) ?? 0 }
  }

  mutating func read(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) {
    func field(_ place: Int) -> Range<Int> { index.field(places[place], of: record) }
    /// `N/A` where nothing was counted.
    func milliseconds(_ place: Int, _ what: StaticString, of count: Int64) throws(RecordFlaw) -> Double? {
      guard count > 0 else { return nil }
      return try RowTime.decimal(field(place), of: bytes, upTo: Double(RowTime.longest) / 1e6, what)
    }
    let second = try RowTime.whole(field(0), of: bytes, upTo: RowTime.latest / 1_000_000_000, "timestamp")
    let users = try RowTime.whole(field(1), of: bytes, upTo: 1_000_000_000, "user count")
    let method = CSVField.text(field(2), of: bytes)
    let name = CSVField.text(field(3), of: bytes)
    let count = try RowTime.whole(field(4), of: bytes, upTo: 1 << 50, "request count")
    let failed = try RowTime.whole(field(5), of: bytes, upTo: count, "failure count")
    let total = LocustTotal(
      second: second, users: users, count: count, failed: failed, median: try milliseconds(6, "median", of: count),
      mean: try milliseconds(7, "average", of: count), minimum: try milliseconds(8, "minimum", of: count),
      maximum: try milliseconds(9, "maximum", of: count))
    totals[Self.endpoint(method, name), default: []].append(total)
  }

  mutating func finishBlock() {}

  mutating func merge(_ other: consuming LocustRows) { totals.merge(other.totals) { $0 + $1 } }

  /// A request without a name of its own is named by its path, which the method belongs to.
  private static func endpoint(_ method: String, _ name: String) -> String? {
    if method.isEmpty, name == "Aggregated" || name == "Total" { return nil }
    return name.hasPrefix("/") && !method.isEmpty ? "\(method) \(name)" : name
  }
}

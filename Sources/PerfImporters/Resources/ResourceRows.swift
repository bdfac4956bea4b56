import PerfDiagnostics
import PerfFormats
import PerfModel

/// The lines of a table of resource series.
struct ResourceRows: RowReader {
  private(set) var table: ResourceTable
  private let names: ResourceColumns

  var columns: Int { names.count }

  init(_ names: ResourceColumns, maximumSeries: Int) {
    self.names = names
    table = ResourceTable(maximumSeries: maximumSeries)
  }

  mutating func read(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) {
    func text(_ column: Int?) -> String {
      column.map { CSVField.text(index.field($0, of: record), of: bytes) } ?? ""
    }
    let time = try time(index.field(names.time, of: record), of: bytes)
    let written = try RowTime.decimal(
      index.field(names.value, of: record), of: bytes, upTo: ResourceMeaning.largest, "value")
    do throws(ResourceFlaw) {
      let metric = try ResourceMeaning.metric(text(names.metric))
      let role = try ResourceMeaning.role(text(names.role))
      let unit = try ResourceMeaning.unit(text(names.unit), of: metric)
      let instance = text(names.instance)
      let key = ResourceKey(
        resource: text(names.resource), role: role, instance: instance.isEmpty ? nil : instance, metric: metric.id)
      table.add(try ResourceMeaning.value(written, in: unit, of: metric), at: time, to: key)
    } catch {
      let column =
        switch error.part {
        case .metric: names.metric
        case .role: names.role
        case .unit: names.unit
        case .value: names.value
        }
      throw RecordFlaw(
        .resourceRow, error.message + "; the line is left out",
        at: index.field(column ?? names.value, of: record).lowerBound, hint: error.hint)
    }
  }

  mutating func finishBlock() {}

  mutating func merge(_ other: consuming ResourceRows) { table.merge(other.table) }

  /// Nanoseconds on the clock of the table.
  private func time(_ field: Range<Int>, of bytes: RawSpan) throws(RecordFlaw) -> Int64 {
    if let time = RowNumber.decimal(field, of: bytes).flatMap(ResourceMeaning.time(seconds:)) { return time }
    if names.clock == .wall, let time = ResourceMeaning.time(rfc3339: CSVField.text(field, of: bytes)) { return time }
    throw RowTime.flaw(field, of: bytes, "time")
  }
}

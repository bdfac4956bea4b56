public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads `sadf -d`: tables with semicolons between their fields, one after the other.
public struct SadfCSVImporter: Importer {
  public static let format = FormatDescription(
    id: "sadf-csv", tool: "sysstat", title: "sadf -d",
    holds: "processors and memory of the machine, its disks and networks one by one, with times",
    lacks: "how deep the queue of a disk was, and all that sysstat writes beside",
    record: "sar -o sar.bin 5 60; sadf -d sar.bin -- -u -r -d -p -n DEV > sadf.csv")

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    RawHeader.line(of: prefix).starts(with: "# hostname;interval;timestamp;".utf8) ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var columns: [Substring] = []
    var points = SysstatPoints()
    var (number, place) = (0, 0)
    while let line = try reader.next(of: &source) {
      number = line.number
      guard line.isTerminated else {
        run.record(CutLine.warning(source.name, line.number))
        break
      }
      let text = line.text
      let fields = text.split(separator: ";", omittingEmptySubsequences: false)
      if text.hasPrefix("# ") {
        columns = fields
        place += 1
      } else if fields.count == columns.count, fields.count > 3 {
        points.add(
          SysstatRow(columns: columns, fields: fields, host: String(fields[0]), cores: nil), time: Self.time(fields[2]),
          place: place)
      }
    }
    guard let found = points.finish() else {
      throw NoReadings.error(
        source.name, line: number,
        hint: "sadf -d FILE -- -u -r -d -n DEV writes processors, memory, disks and networks"
      )
    }
    found.tell(&run)
  }

  /// `2026-11-21 03:44:20 UTC`, without a zone under `-t`, or seconds since 1970 under `-U`.
  private static func time(_ text: Substring) -> Int64? {
    if let seconds = Int64(text), (0...9_000_000_000).contains(seconds) { return seconds * 1_000_000_000 }
    let bare = text.hasSuffix(" UTC") ? String(text.dropLast(4)) : String(text)
    guard let time = Timestamp(rfc3339: bare), (0...9_000_000_000_000).contains(time.millisecondsSinceEpoch) else {
      return nil
    }
    return time.millisecondsSinceEpoch * 1_000_000
  }
}

public import PerfDiagnostics
public import PerfFormats
public import PerfModel
import PerfUnits

/// Reads Locust's `PREFIX_stats_history.csv`: every second one line for all requests, and one for each endpoint with
/// `--csv-full-history`.
///
/// Totals are exact and grow from line to line, so that their differences are what happened in a second. The percentiles of a line
/// are those of the last ten seconds, rounded, and say nothing of the run; they are left alone.
public struct LocustHistoryImporter: Importer {
  public static let format = FormatDescription(
    id: "locust-history", tool: "locust", title: "Locust history CSV",
    holds:
      "requests, failures, mean, minimum, maximum and rounded median, in total and of each endpoint; requests, failures, mean and users of "
      + "every second",
    lacks:
      "no percentile of the run but the median, which Locust rounds to two digits: a tail cannot be compared; times are whole seconds, so "
      + "that the rate is told from 100 seconds on only; endpoints only with --csv-full-history; the last requests of the run may be missing",
    record: "locust --headless --csv run --csv-full-history -u 50 -t 5m", richness: 40)

  /// Columns that are read, and by which the file is known.
  static let names = [
    "Timestamp", "User Count", "Type", "Name", "Total Request Count", "Total Failure Count",
    "Total Median Response Time",
    "Total Average Response Time", "Total Min Response Time", "Total Max Response Time",
  ]

  public init(options: ImportOptions) {}

  /// Certain when the first line is a header with Locust's columns.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let fields = RawHeader.fields(of: prefix, delimiter: UInt8(ascii: ","))
    return names.allSatisfy(fields.contains) ? .certain : .no
  }

  /// Reads the whole file.
  /// - Throws: `input-empty`; `row-header`; the first flaw when no line is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let prefix = try source.prefix()
    guard prefix.contains(where: { $0 > 0x20 }) else { throw RawHeader.empty(source.name) }
    let header = RawHeader.fields(of: prefix[...], delimiter: UInt8(ascii: ","))
    guard Self.names.allSatisfy(header.contains) else {
      throw Diagnostic(
        .error, .rowHeader, "the first line is not the header of Locust's history",
        at: SourceLocation(file: source.name, line: 1, column: 1),
        excerpt: Excerpt(line: RawHeader.line(of: prefix[...]).prefix(2 * Excerpt.width), column: 1),
        hint: "it is the file that ends in _stats_history.csv")
    }
    let (rows, records) = try RowScanner<LocustRows>.read(
      &source, delimiter: UInt8(ascii: ","), hasHeader: true, into: &run, makeReader: { LocustRows(header: header) })
    guard records > 0 else { throw RawHeader.empty(source.name) }
    LocustHistory(rows.totals).tell(&run)
  }
}

public import PerfDiagnostics
public import PerfFormats
public import PerfModel
import PerfUnits

/// Reads what Apache Bench writes with `-e`: the percentiles from 0 to 100 of the total time.
///
/// ab prints `x[⌊np + 0.5⌋]` of the sorted times (`support/ab.c`, `output_results`), which for fewer than 50 requests lies behind the
/// last of them; what it prints then is left out.
public struct ABPercentilesImporter: Importer {
  public static let format = FormatDescription(
    id: "ab-percentiles", tool: "ab", title: "Apache Bench percentiles file",
    holds: "the minimum, the maximum and each percentile from p1 to p99 of the total time, to a microsecond",
    lacks:
      "no number of requests, so that nothing can be said of how sure a percentile is; no mean, no failures, no rate, no endpoint; "
      + "the file of -g says more",
    record: "ab -l -n 10000 -c 50 -e percentiles.csv http://HOST/PATH", richness: 20)

  private static let header = "Percentage served,Time in ms"

  public init(options: ImportOptions) {}

  /// Certain when the first line is the header of ab.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    Array(RawHeader.line(of: prefix)) == Array(header.utf8) ? .certain : .no
  }

  /// Reads the whole file.
  /// - Throws: `input-empty`; `row-header`; the first flaw when no line is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    try RawHeader.demand(Self.header, of: &source, hint: "have ab write it with '-e'")
    let (rows, records) = try RowScanner<ABPercentileRows>.read(
      &source, delimiter: UInt8(ascii: ","), hasHeader: true, into: &run, makeReader: { ABPercentileRows() })
    guard records > 0 else { throw RawHeader.empty(source.name) }
    rows.tell(&run, file: source.name)
  }
}

/// The lines of a percentiles file.
struct ABPercentileRows: RowReader {
  private var times: [Int: Double] = [:]

  var columns: Int { 2 }

  mutating func read(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) {
    let percent = try RowTime.whole(index.field(0, of: record), of: bytes, upTo: 100, "percentage")
    let most = Double(RowTime.longest / 1_000_000)
    times[Int(percent)] = try RowTime.decimal(index.field(1, of: record), of: bytes, upTo: most, "time")
  }

  mutating func finishBlock() {}

  mutating func merge(_ other: consuming ABPercentileRows) { times.merge(other.times) { first, _ in first } }

  func tell(_ run: inout RunBuilder, file: String) {
    let lines = times.sorted { $0.key < $1.key }
    let sensible = Self.ascending(lines)
    if sensible.count < lines.count {
      run.record(
        Diagnostic(
          .warning, .abPercentilesBehindEnd,
          "\(lines.count - sensible.count) percentiles are left out: with fewer than 50 requests ab reads them from behind "
            + "the last one", at: SourceLocation(file: file, line: 1), hint: "run ab with more requests"))
    }
    if lines.count < 101 {
      run.record(
        Diagnostic(
          .warning, .inputTruncated, "the file holds \(lines.count) of 101 percentiles; those are used",
          at: SourceLocation(file: file, line: lines.count + 1), hint: "was the file cut off?"))
    }
    var statistics: [Statistic: Double] = [:]
    for (percent, time) in sensible {
      switch percent {
      case 0: statistics[.minimum] = time
      case 100: statistics[.maximum] = time
      default: if let quantile = Statistic(percentile: Double(percent)) { statistics[quantile] = time }
      }
    }
    guard let metric = MetricCatalogue.metric(.requestDuration) else { return }
    run.addDistribution(
      metric, count: nil, statistics: statistics, in: .milliseconds, method: .unstated, resolution: 1e-3)
  }

  /// The lines up to the first that goes down, and the maximum where it is not below them.
  private static func ascending(_ lines: [(key: Int, value: Double)]) -> [(key: Int, value: Double)] {
    let maximum = lines.last { $0.key == 100 }
    var kept: [(key: Int, value: Double)] = []
    for line in lines {
      guard line.value >= kept.last?.value ?? 0, line.value <= maximum?.value ?? .infinity else { break }
      kept.append(line)
    }
    if let maximum, kept.last?.key != 100 { kept.append(maximum) }
    return kept
  }
}

extension DiagnosticID {
  /// Percentiles of fewer than 50 requests that ab reads from behind its array.
  static let abPercentilesBehindEnd = DiagnosticID(rawValue: "ab-percentiles-behind-end")
}

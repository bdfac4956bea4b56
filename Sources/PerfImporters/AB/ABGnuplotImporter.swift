public import PerfDiagnostics
public import PerfFormats
public import PerfModel
import PerfUnits

/// Reads what Apache Bench writes with `-g`: a line for each request, sorted by duration.
///
/// Its starts are whole seconds, so that the requests of a second have no order. They are taken as values without times: an order
/// by duration within each second would look like a trend to whoever looks for one.
public struct ABGnuplotImporter: Importer {
  public static let format = FormatDescription(
    id: "ab-gnuplot", tool: "ab", title: "Apache Bench gnuplot file",
    holds: "every request: its total, connecting, processing and waiting time; so any percentile",
    lacks:
      "times are whole milliseconds and starts whole seconds, so that there is no time line, no warm-up can be cut, and the rate is told "
      + "from 100 seconds on only; no status codes, no failures, no endpoint",
    record: "ab -l -n 10000 -c 50 -g ab.tsv http://HOST/PATH", richness: 100)

  private static let header = "starttime\tseconds\tctime\tdtime\tttime\twait"

  public init(options: ImportOptions) {}

  /// Certain when the first line is the header of ab.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    Array(RawHeader.line(of: prefix)) == Array(header.utf8) ? .certain : .no
  }

  /// Reads the whole file.
  /// - Throws: `input-empty`; `row-header`; the first flaw when no line is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    try RawHeader.demand(Self.header, of: &source, hint: "have ab write it with '-g'")
    let (rows, _) = try RowScanner<ABRows>.read(
      &source, delimiter: UInt8(ascii: "\t"), hasHeader: true, into: &run, makeReader: { ABRows() })
    guard rows.count > 0 else { throw RawHeader.empty(source.name) }
    rows.tell(&run)
  }
}

/// The requests of a gnuplot file.
struct ABRows: RowReader {
  private(set) var count = 0
  private var recorder = RunRecorder(unit: .milliseconds, resolution: 1)
  private var values: [[Double]] = ABColumn.allCases.map { _ in [] }
  private var start = Int64.max
  private var end = Int64.min

  /// The columns that are times, in the order of the file.
  private enum ABColumn: Int, CaseIterable {
    case connect = 2
    case processing
    case total
    case wait

    var phase: ABPhase {
      switch self {
      case .connect: .connect
      case .processing: .processing
      case .total: .total
      case .wait: .waiting
      }
    }
  }

  var columns: Int { 6 }

  /// Seconds over which a start that is off by one changes the rate by a hundredth.
  private static let longEnough = 100.0

  mutating func read(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) {
    let second = try RowTime.whole(
      index.field(1, of: record), of: bytes, upTo: RowTime.latest / 1_000_000_000, "start")
    var times: [Double] = []
    for column in ABColumn.allCases {
      let field = index.field(column.rawValue, of: record)
      times.append(Double(try RowTime.whole(field, of: bytes, upTo: RowTime.longest / 1_000_000, "time")))
    }
    for (place, time) in times.enumerated() { values[place].append(time) }
    count += 1
    start = min(start, second * 1000)
    end = max(end, second * 1000 + Int64(times[2]))
  }

  mutating func finishBlock() {
    for (place, column) in ABColumn.allCases.enumerated() {
      guard let metric = column.phase.metric else { continue }
      recorder.addValues(recorder.values(of: metric, in: .milliseconds, resolution: 1), values[place])
      values[place].removeAll(keepingCapacity: true)
    }
  }

  mutating func merge(_ other: consuming ABRows) {
    count += other.count
    recorder.merge(other.recorder)
    start = min(start, other.start)
    end = max(end, other.end)
  }

  consuming func tell(_ run: inout RunBuilder) {
    let seconds = Double(end - start) / 1000
    run.setStart(Timestamp(millisecondsSinceEpoch: start))
    if let metric = MetricCatalogue.metric(.requestCount) { run.addCounter(metric, Double(count), in: .one) }
    if seconds >= Self.longEnough, let metric = MetricCatalogue.metric(.requestRate) {
      run.setDuration(seconds, .seconds)
      run.addScalar(metric, Double(count) / seconds, in: .perSecond)
    }
    recorder.tell(&run)
  }
}

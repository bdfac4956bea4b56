import PerfDiagnostics
import PerfFormats

/// One of k6's raw outputs, as `K6PointScanner` needs to know it: a line is a head with the metric's name, a time, a value, a block of
/// tags and a tail that ends it.
protocol K6RawFormat: K6TagFields.Syntax {
  /// The input's name as the user wrote it.
  var name: String { get }
  /// Whether the file tells the types of metrics.
  var definesMetrics: Bool { get }
  /// Whether lines are in the order that k6 writes, so that they can be taken by their bytes.
  var allowsFastPath: Bool { get }
  /// How lines begin.
  var heads: K6LineHeads { get }
  /// How lines end, from behind their tags, on which the metric comes last.
  var tails: K6LineHeads { get }
  /// Bytes before the time on a line on which the metric comes last.
  static var openingCount: Int { get }
  /// Bytes behind the tags, the line end among them.
  static var tailCount: Int { get }

  /// The time at an offset; its end is the offset of the value.
  func time(in bytes: RawSpan, at offset: Int, _ scanner: inout TimeScanner) -> TimeScanner.Time?
  /// The offset of the tags of a line whose value ends at an offset.
  func tags(in bytes: RawSpan, at offset: Int) -> Int?
  /// Whether the line ends with what is at an offset.
  func isTail(_ bytes: RawSpan, at offset: Int) -> Bool
  /// Whether a line begins so that its metric comes last.
  func opensWithMetricLast(_ bytes: RawSpan, at offset: Int, to end: Int) -> Bool
  /// Where the tags end on a line on which the metric comes last.
  func tagsEnd(in bytes: RawSpan, from start: Int, lineEnd: Int) -> Int?

  /// Calls `scanLines`. A format does so itself, because only there the compiler knows which one it is: the loop is made for it, and
  /// takes a third of the time of one for any format.
  static func scan(_ bytes: RawSpan, _ block: LineBlock, with scanner: inout K6PointScanner<Self>) -> Int

  /// The general parser, which takes its time.
  /// - Throws: why the line is no record.
  func record(_ line: [UInt8], isFirst: Bool, isTerminated: Bool) throws(Diagnostic) -> K6Record
}

/// What a line is.
enum K6Record {
  /// A blank line, or a header.
  case nothing
  case point(K6Point)
  case definition(K6Definition)
}

/// A point as the general parsers give it.
struct K6Point {
  let metric: String
  /// Nanoseconds since 1970-01-01 UTC.
  let time: Int64
  let value: Double
  let tags: K6Tags
}

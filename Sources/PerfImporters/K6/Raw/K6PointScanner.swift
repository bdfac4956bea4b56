import PerfDiagnostics
import PerfFormats

/// Scans blocks of k6's raw outputs: nearly every line is a point as k6 writes it, and taken by its bytes; the others go to the
/// format's general parser.
///
/// What makes it fast: (1) neighbours are alike. A request's points stand in a row with the same time and the same tags, in the
/// same order of metrics, so that most of a line is compared with what is expected and not parsed. (2) A block of tags that was
/// seen before is found whole by its hash. (3) Numbers and times take eight digits at a time. Nothing is accepted that the general
/// parser would refuse or read differently; a test holds the two together.
struct K6PointScanner<Format: K6RawFormat>: LineBlockScanner {
  private(set) var sink: K6PointSink<Format>
  private(set) var findings: K6LineFindings
  private let format: Format
  private var heads: K6LineHeads
  private var times = TimeScanner()
  private let usesFastPath: Bool

  /// What of the line before is expected again, as offsets in the same block.
  private struct Last {
    var head = 0
    /// From the time to the value, in NDJSON `2026-11-21T03:22:16.682902367Z","value":`.
    var timeStart = 0
    var timeCount = 0
    var time: Int64 = 0
    var tagsStart = 0
    /// 0 where there is no line before.
    var tagsCount = 0
    var block = 0
  }

  /// - Parameter usesFastPath: false has the general parser read every line, for tests.
  init(_ format: Format, sharing definitions: K6Definitions, usesFastPath: Bool = true) {
    self.format = format
    heads = format.heads
    sink = K6PointSink(
      K6Tally(sharing: definitions, assumesTrends: !format.definesMetrics), syntax: format)
    findings = K6LineFindings(name: format.name)
    self.usesFastPath = usesFastPath
  }

  mutating func scan(_ bytes: RawSpan, _ block: LineBlock) throws(Diagnostic) -> Int {
    var offset = 0
    var lines = 0
    var last = Last()
    sink.withTally { $0.learn() }
    while offset < block.count {
      if usesFastPath, let end = point(in: bytes, at: offset, block, &last) {
        offset = end
      } else {
        offset = otherLine(in: bytes, at: offset, block, line: lines)
      }
      lines += 1
    }
    findings.addLines(lines)
    return lines
  }

  /// Takes the line at an offset if it is a point as k6 writes it, and returns the offset of the next line.
  @inline(__always)
  private mutating func point(in bytes: RawSpan, at start: Int, _ block: LineBlock, _ last: inout Last) -> Int? {
    guard let head = heads.head(of: bytes, at: start, to: block.count, after: last.head) else { return nil }
    var offset = start + heads[head].count
    let timeStart = offset
    guard let time = time(in: bytes, at: &offset, to: block.count, last) else { return nil }
    let valueStart = offset
    guard let number = DecimalScanner.number(in: bytes, at: offset),
      let tagsStart = format.tags(in: bytes, at: number.end), tagsStart < block.count
    else { return nil }
    var count = last.tagsCount
    var known = last.block
    let isRepeated =
      count > 0 && tagsStart + count + Format.tailCount <= block.count
      && bytes.equals(at: tagsStart, bytes, at: last.tagsStart, count: count)
      && format.isTail(bytes, at: tagsStart + count)
    if !isRepeated {
      guard let line = bytes.firstOffset(of: Self.lineEnd, from: tagsStart, to: block.count),
        line + 1 - Format.tailCount > tagsStart, format.isTail(bytes, at: line + 1 - Format.tailCount)
      else { return nil }
      count = line + 1 - Format.tailCount - tagsStart
      guard let found = sink.block(in: bytes, at: tagsStart, count: count) else { return nil }
      known = found
    }
    let isTaken = sink.add(
      heads[head].role, metric: heads[head].metric, block: known, bytes, at: tagsStart, count: count, time: time,
      value: number.value, position: block.offset + start)
    guard isTaken else { return nil }
    last = Last(
      head: head, timeStart: timeStart, timeCount: valueStart - timeStart, time: time, tagsStart: tagsStart,
      tagsCount: count, block: known)
    return tagsStart + count + Format.tailCount
  }

  /// The time at an offset, which is then that of the value: that of the line before, or one to parse.
  @inline(__always)
  private mutating func time(in bytes: RawSpan, at offset: inout Int, to end: Int, _ last: Last) -> Int64? {
    if last.timeCount > 0, offset + last.timeCount <= end,
      bytes.equals(at: offset, bytes, at: last.timeStart, count: last.timeCount)
    {
      offset += last.timeCount
      return last.time
    }
    // Wide loads may run into the zeros behind the block, and no further.
    guard offset < end, let time = format.time(in: bytes, at: offset, &times) else { return nil }
    offset = time.end
    return time.nanoseconds
  }

  /// Gives a line to the general parser; returns the offset of the next.
  private mutating func otherLine(in bytes: RawSpan, at start: Int, _ block: LineBlock, line: Int) -> Int {
    let end = bytes.firstOffset(of: Self.lineEnd, from: start, to: block.count)
    let text = bytes.extracting(start..<(end ?? block.count)).withUnsafeBytes { Array($0) }
    let place = K6LinePlace(block: block.ordinal, line: line, isTerminated: end != nil)
    do throws(Diagnostic) {
      switch try format.record(text, isFirst: block.ordinal == 0 && line == 0) {
      case .nothing: findings.addBlank()
      case .point(let point):
        sink.add(point, position: block.offset + start)
        learnHead(of: point.metric)
      case .definition(let definition): sink.withTally { $0.define(definition) }
      }
    } catch {
      findings.add(error, place)
    }
    return end.map { $0 + 1 } ?? block.count
  }

  private mutating func learnHead(of metric: String) {
    let role = K6Tally.role(of: metric)
    var number = 0
    if role == .other { sink.withTally { number = $0.metric(named: metric) } }
    heads.add(metric, role: role, metric: number)
  }

  private static var lineEnd: UInt8 { UInt8(ascii: "\n") }
}

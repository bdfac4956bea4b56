import PerfDiagnostics
import PerfFormats
import PerfModel

/// Scans blocks of k6's raw outputs: nearly every line is a point as k6 writes it, and taken by its bytes; the others go to the
/// format's general parser.
///
/// What makes it fast: (1) neighbours are alike. A request's points stand in a row with the same time and the same tags, in the
/// same order of metrics, so that most of a line is compared with what is expected and not parsed. (2) A block of tags that was
/// seen before is found whole by its hash. (3) Numbers and times take eight digits at a time. Nothing is accepted that the general
/// parser would refuse or read differently; a test holds the two together.
struct K6PointScanner<Format: K6RawFormat>: LineBlockScanner {
  private var sink: K6PointSink<Format>
  private var findings: K6LineFindings
  private let format: Format
  private var heads: K6LineHeads
  /// The same metrics, under the same numbers, as lines end on which the metric comes last.
  private var tails: K6LineHeads
  private var times = TimeScanner()
  /// Stored, and read and written a field at a time: handing it about as a whole costs a fifth of the scan.
  private var last = Last()
  private let usesFastPath: Bool

  /// Where the tags of a line are, and their number in the sink.
  private struct Tags {
    var start = 0
    /// 0 where there is no line before.
    var count = 0
    var number = 0
    var end: Int { start + count }

    /// Whether they are those of another line, and end in time.
    @inline(__always)
    func repeats(_ other: Tags, in bytes: RawSpan, to limit: Int) -> Bool {
      count > 0 && end <= limit && bytes.equals(at: start, bytes, at: other.start, count: count)
    }
  }

  /// What of the line before is expected again; offsets are of the same block.
  private struct Last {
    var head = 0
    var timeStart = 0
    /// From the time to the value, in NDJSON `2026-11-21T03:22:16.682902367Z","value":`; 0 where there is no line before.
    var timeCount = 0
    var time: Int64 = 0
    var tags = Tags()
  }

  /// - Parameters:
  ///   - recorder: an empty one, of which each worker gets a copy.
  ///   - usesFastPath: false has the general parser read every line, for tests.
  init(_ format: Format, sharing definitions: K6Definitions, _ recorder: RunRecorder, usesFastPath: Bool = true) {
    self.format = format
    heads = format.heads
    tails = format.tails
    sink = K6PointSink(
      K6Tally(sharing: definitions, recorder, assumesTrends: !format.definesMetrics), syntax: format)
    findings = K6LineFindings(name: format.name)
    self.usesFastPath = usesFastPath && format.allowsFastPath
  }

  mutating func scan(_ bytes: RawSpan, _ block: LineBlock) throws(Diagnostic) -> Int {
    Format.scan(bytes, block, with: &self)
  }

  /// What has come of all blocks.
  consuming func finished() -> (tally: K6Tally, findings: K6LineFindings) {
    sink.withTally { $0.finish() }
    return (sink.tally, findings)
  }

  /// Reads one block and returns how many lines it has.
  mutating func scanLines(_ bytes: RawSpan, _ block: LineBlock) -> Int {
    var offset = 0
    var lines = 0
    last = Last()
    sink.withTally { $0.learn() }
    while offset < block.count {
      if usesFastPath, let end = point(in: bytes, at: offset, block) {
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
  private mutating func point(in bytes: RawSpan, at start: Int, _ block: LineBlock) -> Int? {
    guard let head = heads.head(of: bytes, at: start, to: block.count, after: last.head) else {
      return pointWithMetricLast(in: bytes, at: start, block)
    }
    guard let (value, tagsStart) = value(in: bytes, at: start + heads[head].count, to: block.count) else { return nil }
    var tags = Tags(start: tagsStart, count: last.tags.count, number: last.tags.number)
    let isRepeated = tags.repeats(last.tags, in: bytes, to: block.count - Format.tailCount)
    if !isRepeated || !format.isTail(bytes, at: tags.end) {
      guard let line = bytes.firstOffset(of: Self.lineEnd, from: tags.start, to: block.count) else { return nil }
      tags.count = line + 1 - Format.tailCount - tags.start
      guard tags.count > 0, format.isTail(bytes, at: tags.end) else { return nil }
      guard let number = sink.block(in: bytes, at: tags.start, count: tags.count) else { return nil }
      tags.number = number
    }
    guard add(heads[head], value, tags, bytes, position: block.offset + start) else { return nil }
    last.head = head
    last.tags = tags
    return tags.end + Format.tailCount
  }

  /// The same for a line on which the metric comes last: what closes the line is looked up as a head is.
  private mutating func pointWithMetricLast(in bytes: RawSpan, at start: Int, _ block: LineBlock) -> Int? {
    guard format.opensWithMetricLast(bytes, at: start, to: block.count),
      let (value, tagsStart) = value(in: bytes, at: start + Format.openingCount, to: block.count)
    else { return nil }
    var tags = Tags(start: tagsStart, count: last.tags.count, number: last.tags.number)
    if !tags.repeats(last.tags, in: bytes, to: block.count)
      || tails.head(of: bytes, at: tags.end, to: block.count, after: last.head) == nil
    {
      guard let line = bytes.firstOffset(of: Self.lineEnd, from: tags.start, to: block.count),
        let end = format.tagsEnd(in: bytes, from: tags.start, lineEnd: line)
      else { return nil }
      tags.count = end - tags.start
      guard tags.count > 0, let number = sink.block(in: bytes, at: tags.start, count: tags.count) else { return nil }
      tags.number = number
    }
    guard let head = tails.head(of: bytes, at: tags.end, to: block.count, after: last.head),
      add(tails[head], value, tags, bytes, position: block.offset + start)
    else { return nil }
    last.head = head
    last.tags = tags
    return tags.end + tails[head].count
  }

  /// The value of a line, and where its tags begin; its time is that of `last` then.
  @inline(__always)
  private mutating func value(in bytes: RawSpan, at start: Int, to end: Int) -> (Double, tagsStart: Int)? {
    guard let offset = skipTime(in: bytes, at: start, to: end),
      let number = DecimalScanner.number(in: bytes, at: offset),
      let tagsStart = format.tags(in: bytes, at: number.end), tagsStart < end
    else { return nil }
    return (number.value, tagsStart)
  }

  @inline(__always)
  private mutating func add(
    _ head: K6LineHeads.Head, _ value: Double, _ tags: Tags, _ bytes: RawSpan, position: Int
  ) -> Bool {
    sink.add(
      head.role, metric: head.metric, block: tags.number, bytes, at: tags.start, count: tags.count, time: last.time,
      value: value, position: position)
  }

  /// Takes the time at an offset, that of the line before or one to parse; returns the offset of the value.
  @inline(__always)
  private mutating func skipTime(in bytes: RawSpan, at offset: Int, to end: Int) -> Int? {
    if last.timeCount > 0, offset + last.timeCount <= end,
      bytes.equals(at: offset, bytes, at: last.timeStart, count: last.timeCount)
    {
      return offset + last.timeCount
    }
    // Wide loads may run into the zeros behind the block, and no further.
    guard offset < end, let time = format.time(in: bytes, at: offset, &times) else { return nil }
    last.timeStart = offset
    last.timeCount = time.end - offset
    last.time = time.nanoseconds
    return time.end
  }

  /// Gives a line to the general parser; returns the offset of the next.
  private mutating func otherLine(in bytes: RawSpan, at start: Int, _ block: LineBlock, line: Int) -> Int {
    let end = bytes.firstOffset(of: Self.lineEnd, from: start, to: block.count)
    let text = bytes.extracting(start..<(end ?? block.count)).withUnsafeBytes { Array($0) }
    let place = K6LinePlace(block: block.ordinal, line: line, isTerminated: end != nil)
    do throws(Diagnostic) {
      switch try format.record(text, isFirst: block.ordinal == 0 && line == 0, isTerminated: end != nil) {
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
    tails.add(metric, role: role, metric: number)
  }

  private static var lineEnd: UInt8 { UInt8(ascii: "\n") }
}

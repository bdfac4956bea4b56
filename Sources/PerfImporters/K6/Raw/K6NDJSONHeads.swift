/// How lines of each metric begin: everything before the time is the same in all of them, and compared at once.
///
/// k6 writes the points of a request in the same order each time, so that the metric of the last line tells that of the next.
struct K6NDJSONHeads: Sendable {
  /// `{"metric":"http_reqs","type":"Point","data":{"time":"` of each metric, each followed by zeros for wide loads.
  private var bytes: [UInt8] = []
  private var heads: [Head] = []
  /// Of the metrics' names.
  private var hashes: [UInt64] = []

  /// A metric and how its lines begin.
  struct Head: Sendable {
    let name: String
    let role: K6Tally.Role
    /// The number in the tally of a metric that is not of requests, checks or users.
    let metric: Int
    fileprivate let start: Int
    /// Bytes before the time.
    let count: Int
    /// The head of the line that followed the last one of this metric.
    fileprivate var next = 0
  }

  private static let opening = #"{"metric":""#
  private static let openingCount = opening.utf8.count
  /// Longer names, if anybody has such, take the general parser.
  private static let longestName = 128
  private static let middle = #"","type":"Point","data":{"time":""#

  var isEmpty: Bool { heads.isEmpty }

  subscript(head: Int) -> Head { heads[head] }

  /// The head of the line at an offset of a block that ends at `end`, nil where it is not known; `last` is the head before.
  @inline(__always)
  mutating func head(of line: RawSpan, at offset: Int, to end: Int, after last: Int) -> Int? {
    guard last < heads.count else { return nil }
    let guess = heads[last].next
    if matches(guess, line, at: offset, to: end) { return guess }
    guard let found = search(line, at: offset, to: end) else { return nil }
    heads[last].next = found
    return found
  }

  /// Looks the metric up by its name.
  private func search(_ line: RawSpan, at offset: Int, to end: Int) -> Int? {
    let start = offset + Self.openingCount
    guard start + Self.longestName < end,
      let quote = line.firstOffset(of: UInt8(ascii: "\""), from: start, to: start + Self.longestName)
    else { return nil }
    let hash = ByteCache.hash(line, at: start, count: quote - start)
    guard let found = hashes.firstIndex(of: hash), matches(found, line, at: offset, to: end) else { return nil }
    return found
  }

  @inline(__always)
  private func matches(_ head: Int, _ line: RawSpan, at offset: Int, to end: Int) -> Bool {
    let (start, count) = (heads[head].start, heads[head].count)
    return offset + count <= end && line.equals(at: offset, bytes.span.bytes, at: start, count: count)
  }

  /// Learns a metric that is not known; a name with escapes or of unusual length is not taken.
  mutating func add(_ name: String, role: K6Tally.Role, metric: Int) {
    let isPlain = name.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x80 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard isPlain, name.utf8.count < Self.longestName, !heads.contains(where: { $0.name == name }) else { return }
    let text = Array((Self.opening + name + Self.middle).utf8)
    heads.append(Head(name: name, role: role, metric: metric, start: bytes.count, count: text.count))
    bytes += text + [UInt8](repeating: 0, count: 16)
    hashes.append(
      ByteCache.hash(bytes.span.bytes, at: heads[heads.count - 1].start + Self.openingCount, count: name.utf8.count))
  }
}

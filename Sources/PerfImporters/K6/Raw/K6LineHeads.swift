/// How lines of each metric begin: everything before the time is the same in all of them, and compared at once. In NDJSON that is
/// `{"metric":"http_reqs","type":"Point","data":{"time":"`, in CSV `http_reqs,`.
///
/// k6 writes the points of a request in the same order each time, so that the metric of the last line tells that of the next.
struct K6LineHeads: Sendable {
  /// One after another, each followed by zeros for wide loads.
  private var bytes: [UInt8] = []
  private var heads: [Head] = []
  private var names: Set<String> = []
  /// Of the metrics' names.
  private var hashes: [UInt64] = []
  /// Where to look first for a head, by the 16 bytes from the name on: of NDJSON they belong to the head, and nothing else is looked at.
  private var likely = [Int32](repeating: 0, count: 64)

  /// A metric and how its lines begin: nothing in it is counted, since it is looked at for every line.
  struct Head: BitwiseCopyable, Sendable {
    let role: K6Tally.Role
    /// The number in the tally of a metric that is not of requests, checks or users.
    let metric: Int
    fileprivate let start: Int
    /// Bytes before the time.
    let count: Int
    /// The head of the line that followed the last one of this metric.
    fileprivate var next = 0
  }

  /// What stands before and behind the metric's name; the name ends at the first byte of `middle`.
  private let opening: [UInt8]
  private let middle: [UInt8]
  /// Longer names, if anybody has such, take the general parser.
  private static let longestName = 128

  init(opening: StaticString, middle: StaticString) {
    self.opening = opening.withUTF8Buffer(Array.init)
    self.middle = middle.withUTF8Buffer(Array.init)
  }

  subscript(head: Int) -> Head { heads[head] }

  /// The head of the line at an offset of a block that ends at `end`, nil where it is not known; `last` is the head before.
  @inline(__always)
  mutating func head(of line: RawSpan, at offset: Int, to end: Int, after last: Int) -> Int? {
    guard last < heads.count else { return nil }
    let guess = heads[last].next
    if matches(guess, line, at: offset, to: end) { return guess }
    // The padding of a block is longer than what begins before its name and the 16 bytes behind.
    let second = Int(likely[Self.likelyPlace(line, at: offset + opening.count)])
    let isSecond = matches(second, line, at: offset, to: end)
    guard let found = isSecond ? second : search(line, at: offset, to: end) else { return nil }
    heads[last].next = found
    return found
  }

  /// Names differ in their first 16 bytes, and mostly in few of them.
  @inline(__always)
  private static func likelyPlace(_ bytes: RawSpan, at start: Int) -> Int {
    let mixed = (bytes.word(at: start) ^ bytes.word(at: start + 8) &* 3) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 58)
  }

  /// Looks the metric up by its name.
  private func search(_ line: RawSpan, at offset: Int, to end: Int) -> Int? {
    let start = offset + opening.count
    guard start + Self.longestName < end,
      let nameEnd = line.firstOffset(of: middle[0], from: start, to: start + Self.longestName)
    else { return nil }
    let hash = ByteCache.hash(line, at: start, count: nameEnd - start)
    guard let found = hashes.firstIndex(of: hash), matches(found, line, at: offset, to: end) else { return nil }
    return found
  }

  @inline(__always)
  private func matches(_ head: Int, _ line: RawSpan, at offset: Int, to end: Int) -> Bool {
    let (start, count) = (heads[head].start, heads[head].count)
    return offset + count <= end && line.equals(at: offset, bytes.span.bytes, at: start, count: count)
  }

  /// Learns a metric that is not known; a name that needs escapes or is of unusual length is left to the general parser.
  mutating func add(_ name: String, role: K6Tally.Role, metric: Int) {
    let special: Set<UInt8> = [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: "\n")]
    let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x80 && !special.contains($0) }
    guard isPlain, name.utf8.count < Self.longestName, names.insert(name).inserted else { return }
    let text = opening + Array(name.utf8) + middle
    heads.append(Head(role: role, metric: metric, start: bytes.count, count: text.count))
    let nameStart = bytes.count + opening.count
    bytes += text + [UInt8](repeating: 0, count: 16)
    hashes.append(
      ByteCache.hash(bytes.span.bytes, at: nameStart, count: name.utf8.count))
    likely[Self.likelyPlace(bytes.span.bytes, at: nameStart)] = Int32(truncatingIfNeeded: heads.count - 1)
  }
}

/// Which bytes of a document are never to be quoted: the values of certain keys, because they may hold secrets.
struct JSONConcealment: Sendable {
  private let keys: [String]
  /// Ranges of the values, ascending and apart.
  private var ranges: [Range<Int>] = []
  private var depth = 0
  /// Where the parser stopped before the end; what comes after is known only as bytes.
  private var unparsed: Int?

  init(keys: [String]) { self.keys = keys }

  /// Whether the parser is inside a concealed value.
  var isInside: Bool { depth > 0 }

  /// Notes that the value of a key begins; true where it is concealed and `leave` has to follow.
  mutating func enter(_ key: String) -> Bool {
    guard !keys.isEmpty, keys.contains(key) else { return false }
    depth += 1
    return true
  }

  /// Notes that a concealed value has ended.
  mutating func leave(_ range: Range<Int>) {
    depth -= 1
    if depth == 0 { ranges.append(range) }
  }

  /// Notes that the parser failed at an offset.
  mutating func parsedUpTo(_ offset: Int) { unparsed = offset }

  /// Whether a window of the document may be quoted.
  func allows(_ window: Range<Int>, of bytes: [UInt8]) -> Bool {
    guard !keys.isEmpty else { return true }
    guard !isInside, !overlaps(window) else { return false }
    guard let unparsed else { return true }
    // Before a failure the structure is known, after it only the words are. A document that is no object may be the tail of one.
    let begin = bytes.first { $0 > 0x20 && $0 < 0x80 }
    guard begin == UInt8(ascii: "{") else { return false }
    let rest = bytes[min(unparsed, window.upperBound)..<window.upperBound]
    return !keys.contains { Self.contains(rest, Array($0.utf8)) }
  }

  private func overlaps(_ window: Range<Int>) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= window.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound < window.upperBound
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: word) }
  }
}

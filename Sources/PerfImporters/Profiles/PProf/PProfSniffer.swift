import PerfFormats

/// Tells whether the first bytes are a profile in pprof's format, which has no magic number: whether they are fields that such a profile
/// has, with the types that they have.
enum PProfSniffer {
  private static let texts = 6
  /// Numbers of the fields that are messages, and what their own fields may be numbered.
  private static let messages: [Int: ClosedRange<Int>] = [1: 1...2, 2: 1...3, 3: 1...10, 4: 1...5, 5: 1...5, 11: 1...2]
  private static let numbers: Set<Int> = [7, 8, 9, 10, 12, 14, 15]
  private static let comments = 13

  static func confidence(_ prefix: [UInt8]) -> Confidence {
    let bytes = prefix.span.bytes
    var cursor = ProtobufCursor(0..<prefix.count)
    var messages = 0
    var texts = 0
    do throws(ProtobufFlaw) {
      while let field = try cursor.next(in: bytes) {
        switch field.content {
        case .bytes(let range):
          if let allowed = Self.messages[field.number] {
            guard isMessage(range, allowed, bytes) else { return .no }
            messages += 1
          } else if field.number == Self.texts {
            if texts == 0, !range.isEmpty { return .no }
            texts += 1
          } else if field.number != comments {
            return .no
          }
        case .varint: guard numbers.contains(field.number) || field.number == comments else { return .no }
        case .fixed: return .no
        }
      }
    } catch {
      // The prefix may end anywhere, but within a field of the profile.
      guard error.reason == .truncated, prefix.count >= ByteSource.prefixLength, error.offset < prefix.count,
        isLong(prefix, at: error.offset)
      else { return messages > 0 && error.reason == .truncated ? .certain : .no }
      return .certain
    }
    return messages > 0 ? .certain : .no
  }

  /// Whether the tag at an offset is that of a text or a message, which may be longer than what is looked at.
  private static func isLong(_ prefix: [UInt8], at offset: Int) -> Bool {
    let tag = prefix[offset]
    return tag & 7 == 2 && (messages[Int(tag >> 3)] != nil || Int(tag >> 3) == texts || Int(tag >> 3) == comments)
      && offset > 0
  }

  private static func isMessage(_ range: Range<Int>, _ allowed: ClosedRange<Int>, _ bytes: RawSpan) -> Bool {
    var cursor = ProtobufCursor(range)
    do throws(ProtobufFlaw) {
      while let field = try cursor.next(in: bytes) { guard allowed.contains(field.number) else { return false } }
      return true
    } catch {
      return false
    }
  }
}

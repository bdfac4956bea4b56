/// One field of a message in the wire format of Protocol Buffers (protobuf.dev/programming-guides/encoding).
package struct ProtobufField: Sendable, Hashable {
  package let number: Int
  package let content: Content
  /// Where the field's tag is, in the span that was walked.
  package let offset: Int

  package enum Content: Sendable, Hashable {
    case varint(UInt64)
    /// A text, a message or packed numbers: where they are in the span.
    case bytes(Range<Int>)
    case fixed(UInt64)
  }
}

/// Why bytes are no message.
package struct ProtobufFlaw: Error, Sendable, Hashable {
  /// Where, in the span that was walked.
  package let offset: Int
  package let reason: Reason

  package enum Reason: Sendable, Hashable {
    /// The bytes end within a field.
    case truncated
    /// A number of more than ten bytes.
    case varint
    /// A group or an undefined type.
    case wireType
    /// A field that has another type than its message says.
    case unexpectedType
    /// Field number 0, or one above 536,870,911.
    case fieldNumber
  }

  package init(_ reason: Reason, at offset: Int) {
    self.offset = offset
    self.reason = reason
  }
}

/// Walks the fields of a message that lies within a span: one after the other, known or not, in any order.
package struct ProtobufCursor: Sendable {
  package private(set) var position: Int
  private let end: Int

  /// There are no more than 29 bits of a field's number (protobuf.dev/programming-guides/proto3, "Assigning Field Numbers").
  private static let largestNumber = (1 << 29) - 1

  /// - Parameter range: where the message is; within the span that is walked.
  package init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next field, nil at the end.
  @inline(__always)
  package mutating func next(in bytes: RawSpan) throws(ProtobufFlaw) -> ProtobufField? {
    guard position < end else { return nil }
    let start = position
    let tag = try varint(in: bytes)
    let number = Int(truncatingIfNeeded: tag >> 3)
    guard number > 0, number <= Self.largestNumber else { throw ProtobufFlaw(.fieldNumber, at: start) }
    switch tag & 7 {
    case 0: return ProtobufField(number: number, content: .varint(try varint(in: bytes)), offset: start)
    case 1: return ProtobufField(number: number, content: .fixed(try fixed(8, in: bytes)), offset: start)
    case 2:
      let length = try varint(in: bytes)
      guard length <= UInt64(end - position) else { throw ProtobufFlaw(.truncated, at: start) }
      let range = position..<position + Int(length)
      position = range.upperBound
      return ProtobufField(number: number, content: .bytes(range), offset: start)
    case 5: return ProtobufField(number: number, content: .fixed(try fixed(4, in: bytes)), offset: start)
    default: throw ProtobufFlaw(.wireType, at: start)
    }
  }

  /// The next number of packed ones, nil at the end.
  @inline(__always)
  package mutating func nextPacked(in bytes: RawSpan) throws(ProtobufFlaw) -> UInt64? {
    position < end ? try varint(in: bytes) : nil
  }

  @inline(__always)
  private mutating func varint(in bytes: RawSpan) throws(ProtobufFlaw) -> UInt64 {
    guard position < end else { throw ProtobufFlaw(.truncated, at: position) }
    let first = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
    if first < 0x80 {
      position += 1
      return UInt64(first)
    }
    return try longVarint(in: bytes)
  }

  private mutating func longVarint(in bytes: RawSpan) throws(ProtobufFlaw) -> UInt64 {
    let start = position
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      guard position < end else { throw ProtobufFlaw(.truncated, at: start) }
      let byte = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw ProtobufFlaw(.varint, at: start)
  }

  private mutating func fixed(_ count: Int, in bytes: RawSpan) throws(ProtobufFlaw) -> UInt64 {
    guard end - position >= count else { throw ProtobufFlaw(.truncated, at: position) }
    var value: UInt64 = 0
    for index in 0..<count {
      value |= UInt64(bytes.unsafeLoad(fromByteOffset: position + index, as: UInt8.self)) << UInt64(8 * index)
    }
    position += count
    return value
  }
}

extension ProtobufField {
  /// The value of a field that has to be one number.
  @inline(__always)
  package func varint() throws(ProtobufFlaw) -> UInt64 {
    guard case .varint(let value) = content else { throw ProtobufFlaw(.unexpectedType, at: offset) }
    return value
  }

  /// Where the text or message of a field is that has to be one.
  @inline(__always)
  package func bytes() throws(ProtobufFlaw) -> Range<Int> {
    guard case .bytes(let range) = content else { throw ProtobufFlaw(.unexpectedType, at: offset) }
    return range
  }

  /// Gives each number of a repeated field to `body`, packed or not.
  @inline(__always)
  package func eachVarint(in bytes: RawSpan, _ body: (UInt64) -> Void) throws(ProtobufFlaw) {
    switch content {
    case .varint(let value): body(value)
    case .bytes(let range):
      var cursor = ProtobufCursor(range)
      while let value = try cursor.nextPacked(in: bytes) { body(value) }
    case .fixed: throw ProtobufFlaw(.unexpectedType, at: offset)
    }
  }

  /// The text of a range; what is not UTF-8 becomes U+FFFD.
  package static func text(_ range: Range<Int>, in bytes: RawSpan) -> String {
    bytes.extracting(range).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }
}

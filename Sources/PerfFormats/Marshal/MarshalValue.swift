/// A value in the format of Python's `marshal` (CPython, `Python/marshal.c`), versions 0 to 4.
package enum MarshalValue: Sendable {
  case none
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case sequence([MarshalValue])
  case dictionary([(key: MarshalValue, value: MarshalValue)])

  package var text: String? { if case .text(let text) = self { text } else { nil } }
  package var integer: Int64? { if case .integer(let integer) = self { integer } else { nil } }
  package var elements: [MarshalValue]? { if case .sequence(let elements) = self { elements } else { nil } }
  /// A number, whole or not.
  package var number: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }
}

/// Why bytes are no marshalled value.
package struct MarshalFlaw: Error, Sendable {
  package let offset: Int
  /// Whether the bytes end within the value.
  package let isTruncated: Bool
}

/// Reads one marshalled value of plain data; code objects are refused.
package struct MarshalReader {
  private let bytes: [UInt8]
  package private(set) var position = 0
  private var references: [MarshalValue] = []
  private var depth = 0

  private static let maximumDepth = 100

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next value.
  package mutating func value() throws(MarshalFlaw) -> MarshalValue {
    let start = position
    let type = try byte()
    // The highest bit says that the value may be referred to later; its number is that of its beginning.
    let isReferable = type & 0x80 != 0
    let reference = references.count
    if isReferable { references.append(.none) }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw MarshalFlaw(offset: start, isTruncated: false) }
    let value = try content(type & 0x7F, at: start)
    if isReferable { references[reference] = value }
    return value
  }

  private mutating func content(_ type: UInt8, at start: Int) throws(MarshalFlaw) -> MarshalValue {
    switch Unicode.Scalar(type) {
    case "N", "0": return .none
    case "T": return .bool(true)
    case "F": return .bool(false)
    case "i": return .integer(Int64(Int32(truncatingIfNeeded: try word(4))))
    case "I": return .integer(Int64(bitPattern: try word(8)))
    case "l": return .integer(try long(at: start))
    case "g": return .number(Double(bitPattern: try word(8)))
    case "f":
      guard let number = Double(try text(Int(try byte()))) else { throw MarshalFlaw(offset: start, isTruncated: false) }
      return .number(number)
    case "z", "Z": return .text(try text(Int(try byte())))
    case "a", "A", "u", "s": return .text(try text(try length()))
    case "t":
      // Python 2 refers to interned texts by their number.
      let value = MarshalValue.text(try text(try length()))
      references.append(value)
      return value
    case ")": return try sequence(Int(try byte()))
    case "(", "[", "<", ">": return try sequence(try length())
    case "{": return try dictionary()
    case "r", "R":
      let index = try length()
      guard references.indices.contains(index) else { throw MarshalFlaw(offset: start, isTruncated: false) }
      return references[index]
    default: throw MarshalFlaw(offset: start, isTruncated: false)
    }
  }

  private mutating func sequence(_ count: Int) throws(MarshalFlaw) -> MarshalValue {
    var elements: [MarshalValue] = []
    for _ in 0..<count { elements.append(try value()) }
    return .sequence(elements)
  }

  /// Pairs up to a key that is nothing.
  private mutating func dictionary() throws(MarshalFlaw) -> MarshalValue {
    var pairs: [(key: MarshalValue, value: MarshalValue)] = []
    while true {
      guard position < bytes.count else { throw MarshalFlaw(offset: position, isTruncated: true) }
      if bytes[position] == UInt8(ascii: "0") {
        position += 1
        return .dictionary(pairs)
      }
      let key = try value()
      pairs.append((key, try value()))
    }
  }

  /// Digits of 15 bits, the lowest first.
  private mutating func long(at start: Int) throws(MarshalFlaw) -> Int64 {
    let count = Int(Int32(truncatingIfNeeded: try word(4)))
    guard abs(count) <= 4 else { throw MarshalFlaw(offset: start, isTruncated: false) }
    var value: Int64 = 0
    for index in 0..<abs(count) { value |= Int64(try word(2) & 0x7FFF) << Int64(15 * index) }
    return count < 0 ? -value : value
  }

  /// A number of things, each of which takes a byte at least.
  private mutating func length() throws(MarshalFlaw) -> Int {
    let start = position
    let count = Int(try word(4))
    guard count <= bytes.count else { throw MarshalFlaw(offset: start, isTruncated: true) }
    return count
  }

  private mutating func byte() throws(MarshalFlaw) -> UInt8 { UInt8(truncatingIfNeeded: try word(1)) }

  private mutating func word(_ size: Int) throws(MarshalFlaw) -> UInt64 {
    guard bytes.count - position >= size else { throw MarshalFlaw(offset: position, isTruncated: true) }
    defer { position += size }
    return bytes[position..<position + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func text(_ count: Int) throws(MarshalFlaw) -> String {
    guard bytes.count - position >= count else { throw MarshalFlaw(offset: position, isTruncated: true) }
    defer { position += count }
    return String(decoding: bytes[position..<position + count], as: UTF8.self)
  }
}

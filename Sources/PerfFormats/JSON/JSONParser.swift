import PerfDiagnostics

/// Parses RFC 8259 strictly, byte by byte.
///
/// The first failure ends the parse, and what was read until then is returned beside it: a strict reader throws the failure, an
/// outline of a document's first bytes keeps the part. Strings and numbers are in files of their own.
struct JSONParser {
  let bytes: [UInt8]
  /// Offset of the next byte to take.
  var position = 0
  private(set) var failure: JSONFailure?
  /// Offsets of the containers that are open.
  private var open: [Int] = []
  private let maximumDepth: Int
  private var concealment: JSONConcealment

  init(_ bytes: [UInt8], maximumDepth: Int, concealing keys: [String]) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
    concealment = JSONConcealment(keys: keys)
  }

  /// The document's value, or what of it stands before the failure; nil where not even that begins.
  mutating func parse() -> (root: JSONNode?, concealment: JSONConcealment) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipSpace()
    guard position < bytes.count else {
      fail(.inputEmpty, "the document is empty", hint: "was the file written completely?")
      return (nil, concealment)
    }
    let root = value()
    skipSpace()
    if failure == nil, position < bytes.count {
      fail(
        .jsonSyntax, "nothing may follow the value of a JSON document",
        hint: "a file with one JSON value on each line is another format (NDJSON)")
    }
    if failure != nil { concealment.parsedUpTo(position) }
    return (root, concealment)
  }

  mutating func fail(_ id: DiagnosticID, _ message: String, at offset: Int? = nil, hint: String? = nil) {
    guard failure == nil else { return }
    failure = JSONFailure(id: id, message: message, offset: offset ?? position, hint: hint)
  }

  /// The bytes ended inside something that began at `opening`.
  mutating func failAtEnd(inside what: String, opening: Int) {
    guard failure == nil else { return }
    let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? bytes.count
    failure = JSONFailure(id: .jsonSyntax, message: "the document ends inside \(what)", offset: end, opening: opening)
  }

  /// `position` is at the value's first byte. Nil where a scalar fails; a container that fails keeps what it has.
  private mutating func value() -> JSONNode? {
    let start = position
    let value: JSONValue?
    switch bytes[start] {
    case UInt8(ascii: "{"): value = container { .object($0.members()) }
    case UInt8(ascii: "["): value = container { .array($0.elements()) }
    case UInt8(ascii: "\""): value = string().map(JSONValue.string)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): value = number().map(JSONValue.number)
    case UInt8(ascii: "t"): value = word("true", .bool(true))
    case UInt8(ascii: "f"): value = word("false", .bool(false))
    case UInt8(ascii: "n"): value = word("null", .null)
    default:
      fail(
        .jsonSyntax, "expected a value, found \(character(at: start))", hint: Self.hint(insteadOfValue: bytes[start]))
      value = nil
    }
    return value.map { JSONNode(value: $0, offset: start) }
  }

  private mutating func container(_ body: (inout JSONParser) -> JSONValue) -> JSONValue? {
    guard open.count < maximumDepth else {
      fail(.nestingTooDeep, "the document is nested more than \(maximumDepth) levels deep")
      return nil
    }
    open.append(position)
    position += 1
    let value = body(&self)
    open.removeLast()
    return value
  }

  /// After the opening brace.
  private mutating func members() -> [JSONMember] {
    var members: [JSONMember] = []
    var keys = JSONKeySet()
    guard !closes(UInt8(ascii: "}")) else { return members }
    while skipSpace(), failure == nil {
      let offset = position
      guard bytes[offset] == UInt8(ascii: "\"") else {
        fail(
          .jsonSyntax, "expected a key, found \(character(at: offset))", hint: Self.hint(insteadOfKey: bytes[offset]))
        break
      }
      guard let key = string() else { break }
      guard keys.insert(key, after: members) else {
        let name = concealment.isInside ? "a key" : "the key \"\(key)\""
        fail(.jsonDuplicateKey, "\(name) occurs twice in one object", at: offset, hint: "which of the two is meant?")
        break
      }
      guard skipSpace() else { break }
      guard bytes[position] == UInt8(ascii: ":") else {
        fail(.jsonSyntax, "expected a colon after the key, found \(character(at: position))")
        break
      }
      position += 1
      guard skipSpace() else { break }
      let start = position
      let isSecret = concealment.enter(key)
      // A value that is cut off keeps its key: an outline may need no more.
      let node = value() ?? JSONNode(value: .null, offset: start)
      if isSecret, failure == nil { concealment.leave(start..<position) }
      members.append(JSONMember(key: key, offset: offset, node: node))
      if failure != nil || !continues(until: UInt8(ascii: "}")) { break }
    }
    return members
  }

  /// After the opening bracket.
  private mutating func elements() -> [JSONNode] {
    var elements: [JSONNode] = []
    guard !closes(UInt8(ascii: "]")) else { return elements }
    while skipSpace(), failure == nil {
      if let element = value() { elements.append(element) }
      if failure != nil || !continues(until: UInt8(ascii: "]")) { break }
    }
    return elements
  }

  /// Takes the closing byte of an empty container.
  private mutating func closes(_ closing: UInt8) -> Bool {
    guard skipSpace() else { return true }
    guard bytes[position] == closing else { return false }
    position += 1
    return true
  }

  /// Takes the comma before the next part, or the closing byte; false when the container has ended.
  private mutating func continues(until closing: UInt8) -> Bool {
    guard skipSpace() else { return false }
    let byte = bytes[position]
    guard byte == UInt8(ascii: ",") || byte == closing else {
      let name = Character(Unicode.Scalar(closing))
      fail(.jsonSyntax, "expected a comma or `\(name)`, found \(character(at: position))")
      return false
    }
    position += 1
    return byte != closing
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) -> JSONValue? {
    let length = word.utf8CodeUnitCount
    let isWord = word.withUTF8Buffer { bytes[position...].prefix(length).elementsEqual($0) }
    guard isWord else {
      if word.withUTF8Buffer({ $0.starts(with: bytes[position...]) }) {
        failAtEnd(inside: "a value", opening: position)
      } else {
        fail(.jsonSyntax, "expected a value", hint: "is this `\(word)`?")
      }
      return nil
    }
    position += length
    return value
  }

  /// Moves to the next byte that is not white space; at the end it fails if a container is open, and returns false.
  @discardableResult
  private mutating func skipSpace() -> Bool {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return true
      }
    }
    if let opening = open.last {
      failAtEnd(inside: bytes[opening] == UInt8(ascii: "{") ? "an object" : "an array", opening: opening)
    }
    return false
  }
}

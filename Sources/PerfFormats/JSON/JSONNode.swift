/// A value of a JSON document and where it begins.
public struct JSONNode: Sendable {
  /// What stands there.
  public let value: JSONValue
  /// Offset of the value's first byte in the bytes that were parsed.
  public let offset: Int

  /// The value of a key; nil where the node is no object, the key is missing, or its value is null: absent stays absent.
  ///
  /// Looks through the members in order; whoever needs many keys of a large object walks `members`.
  public subscript(key: String) -> JSONNode? {
    guard let member = members?.first(where: { $0.key == key }), !member.node.isNull else { return nil }
    return member.node
  }

  /// Whether the node is an object with this key, be its value null.
  public func has(_ key: String) -> Bool { members?.contains { $0.key == key } ?? false }

  /// The members in the order of the document, nil where the node is no object.
  public var members: [JSONMember]? {
    if case .object(let members) = value { members } else { nil }
  }

  /// The elements, nil where the node is no array.
  public var elements: [JSONNode]? {
    if case .array(let elements) = value { elements } else { nil }
  }

  /// The text, nil where the node is no string.
  public var string: String? {
    if case .string(let string) = value { string } else { nil }
  }

  /// The number, nil where the node is no number.
  public var number: JSONNumber? {
    if case .number(let number) = value { number } else { nil }
  }

  /// The truth value, nil where the node is neither `true` nor `false`.
  public var bool: Bool? {
    if case .bool(let bool) = value { bool } else { nil }
  }

  /// Whether the value is null.
  public var isNull: Bool {
    if case .null = value { true } else { false }
  }
}

/// What a JSON value is.
public enum JSONValue: Sendable {
  /// In the order of the document; no key occurs twice.
  case object([JSONMember])
  case array([JSONNode])
  case string(String)
  case number(JSONNumber)
  case bool(Bool)
  case null

  /// The kind as a sentence names it: `an object`.
  var kind: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}

/// A key of an object and its value.
public struct JSONMember: Sendable {
  /// The key, its escapes decoded.
  public let key: String
  /// Offset of the quotation mark that opens the key.
  public let offset: Int
  /// The value.
  public let node: JSONNode
}

/// A finite number.
public struct JSONNumber: Sendable, Hashable {
  /// The nearest `Double`.
  public let double: Double
  /// The number itself where it is whole and fits; `3.0` and `3e0` are 3.
  public let integer: Int?

  init(double: Double, integer: Int?) {
    self.double = double
    self.integer = integer
  }
}

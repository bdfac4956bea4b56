public import PerfDiagnostics

/// Typed access: what is not as expected becomes a diagnostic with its place.
extension JSONDocument {
  /// The value of a key that has to be there.
  /// - Throws: `json-missing-key` where it is missing or null, `json-type` where the node is no object.
  public func member(_ key: String, of node: JSONNode) throws(Diagnostic) -> JSONNode {
    _ = try members(of: node)
    guard let found = node[key] else {
      throw error(at: node, id: .jsonMissingKey, message: "the object has no \"\(key)\"", hint: Self.hint)
    }
    return found
  }

  /// The members of a node that has to be an object.
  /// - Throws: `json-type`.
  public func members(of node: JSONNode) throws(Diagnostic) -> [JSONMember] {
    guard let members = node.members else { throw mismatch(node, "an object") }
    return members
  }

  /// The elements of a node that has to be an array.
  /// - Throws: `json-type`.
  public func elements(of node: JSONNode) throws(Diagnostic) -> [JSONNode] {
    guard let elements = node.elements else { throw mismatch(node, "an array") }
    return elements
  }

  /// The text of a node that has to be a string.
  /// - Throws: `json-type`.
  public func string(_ node: JSONNode) throws(Diagnostic) -> String {
    guard let string = node.string else { throw mismatch(node, "a string") }
    return string
  }

  /// The value of a node that has to be a number.
  /// - Throws: `json-type`.
  public func number(_ node: JSONNode) throws(Diagnostic) -> Double {
    guard let number = node.number else { throw mismatch(node, "a number") }
    return number.double
  }

  /// The value of a node that has to be a whole number.
  /// - Throws: `json-type`.
  public func integer(_ node: JSONNode) throws(Diagnostic) -> Int {
    guard let number = node.number else { throw mismatch(node, "a whole number") }
    guard let integer = number.integer else {
      throw error(at: node, id: .jsonType, message: "expected a whole number within 64 bits", hint: Self.hint)
    }
    return integer
  }

  /// The value of a node that has to be `true` or `false`.
  /// - Throws: `json-type`.
  public func bool(_ node: JSONNode) throws(Diagnostic) -> Bool {
    guard let bool = node.bool else { throw mismatch(node, "true or false") }
    return bool
  }

  private func mismatch(_ node: JSONNode, _ expected: String) -> Diagnostic {
    error(at: node, id: .jsonType, message: "expected \(expected), found \(node.value.kind)", hint: Self.hint)
  }

  private static let hint = "was the file edited, or written by another version of the tool?"
}

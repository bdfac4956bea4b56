/// The keys of one object, to find one that occurs twice without comparing each with each.
///
/// Keys are compared byte by byte: `String` holds canonically equivalent spellings for equal, JSON does not.
struct JSONKeySet {
  /// Up to this many keys a walk is faster than a hash table.
  private static let walkLimit = 16

  private var keys: Set<Key> = []

  private struct Key: Hashable {
    let text: String

    // `String` compares faster than byte by byte, and what it holds for different is different.
    static func == (a: Key, b: Key) -> Bool { a.text == b.text && a.text.utf8.elementsEqual(b.text.utf8) }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  /// Whether a key is new after the members so far.
  mutating func insert(_ key: String, after members: [JSONMember]) -> Bool {
    guard members.count >= Self.walkLimit else {
      let key = Key(text: key)
      return !members.contains { Key(text: $0.key) == key }
    }
    if keys.isEmpty { keys = Set(members.map { Key(text: $0.key) }) }
    return keys.insert(Key(text: key)).inserted
  }
}

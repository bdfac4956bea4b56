/// The lines of the first bytes of an input, without a byte order mark and without empty ones. They are found by their bytes and decoded
/// one by one, since nearly every importer says no at the first, and all of them are asked.
struct PrefixLines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>

  init(_ prefix: ArraySlice<UInt8>) {
    rest = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? prefix.dropFirst(3) : prefix
  }

  mutating func next() -> Substring? {
    while let first = rest.first, Self.isEnd(first) { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(where: Self.isEnd) ?? rest.endIndex
    defer { rest = rest[end...] }
    return Substring(decoding: rest[..<end], as: UTF8.self)
  }

  private static func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}

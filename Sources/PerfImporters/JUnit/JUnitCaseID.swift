/// Makes the id of a test case, the value of the label `case`. It must be the same in the next run:
///
/// * `group::name`, both without white space around them; parameters in a name stay, they tell cases apart.
/// * The group is `classname`; where that is absent or empty, or Taurus' number of the run (`bzt-8742200895161`), it is the name of
///   the innermost suite; where that is empty too, `file`; where nothing is left, the id is the name alone.
/// * A case without a name is `(unnamed)`.
/// * Beyond 512 bytes the rest is replaced by its hash, so that a hostile file cannot fill the memory with names.
enum JUnitCaseID {
  static let separator = Array("::".utf8)
  static let unnamed = Array("(unnamed)".utf8)
  static let maximumLength = 512

  /// Puts the name after the group, which is in `id` already.
  static func append(name: [UInt8], to id: inout [UInt8]) {
    if !id.isEmpty { id.append(contentsOf: separator) }
    id.append(contentsOf: name.isEmpty ? unnamed : name)
    shorten(&id)
  }

  /// Whether a class name is a number that Taurus makes up for each run.
  static func isOfOneRun(_ group: [UInt8]) -> Bool {
    let mark = "bzt-".utf8
    return group.count > mark.count && group.starts(with: mark)
      && group.dropFirst(mark.count).allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func shorten(_ id: inout [UInt8]) {
    guard id.count > maximumLength else { return }
    var end = maximumLength
    while end > 0, id[end] & 0xC0 == 0x80 { end -= 1 }
    let hash = fnv1a(id[end...])
    id.removeSubrange(end...)
    id.append(contentsOf: "…#\(String(hash, radix: 16))".utf8)
  }

  /// FNV-1a, 64 bits: the same in every process, unlike `Hasher` (Fowler, Noll, Vo; RFC 9923).
  private static func fnv1a(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}

/// The name of a place in the comment at a document's end: short, and the same after lines were added above it.
enum SlotID {
  /// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv), in hexadecimal.
  static func text(_ name: String) -> String {
    let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

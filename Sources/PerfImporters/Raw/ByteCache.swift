/// Finds byte strings again that were seen before, and the number that was kept for each: a cache, which may forget.
///
/// Keys lie one after another in one array and are compared whole, so that a number never belongs to another key. A look goes
/// through few places, whatever the keys: input that is made to collide costs no more than what has not been seen. A full cache
/// forgets everything, which costs less than keeping track of age.
struct ByteCache: Sendable {
  private var entries: [Entry]
  private var keys: [UInt8] = []
  private var used = 0
  private let maximumBytes: Int

  private struct Entry {
    var hash: UInt64 = 0
    var start: Int32 = 0
    /// 0 for an entry that holds nothing.
    var count: Int32 = 0
    var number: Int32 = 0
  }

  private static let probes = 8
  private static let maximumEntries = 1 << 16
  /// Zeros behind the keys, for wide loads.
  private static let padding = 16

  /// - Parameter maximumBytes: of all keys together.
  init(maximumBytes: Int = 4 << 20) {
    self.maximumBytes = min(maximumBytes, Int(Int32.max) / 2)
    entries = [Entry](repeating: Entry(), count: 256)
    keys = [UInt8](repeating: 0, count: Self.padding)
  }

  /// The number of a key of at least one byte, nil where it is not known (any more).
  @inline(__always)
  func number(of bytes: RawSpan, at offset: Int, count: Int, hash: UInt64) -> Int? {
    let mask = entries.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    for _ in 0..<Self.probes {
      let entry = entries[place]
      if entry.count == 0 { return nil }
      if entry.hash == hash, Int(entry.count) == count,
        bytes.equals(at: offset, keys.span.bytes, at: Int(entry.start), count: count)
      {
        return Int(entry.number)
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Makes room for a key; true when everything had to be forgotten for it.
  mutating func makeRoom(for count: Int) -> Bool {
    if used * 2 >= entries.count, entries.count < Self.maximumEntries { grow() }
    guard keys.count + count > maximumBytes || used > Self.maximumEntries / 2 else { return false }
    for place in entries.indices { entries[place] = Entry() }
    keys = [UInt8](repeating: 0, count: Self.padding)
    used = 0
    return true
  }

  /// Keeps a number for a key that is not known and for which there is room.
  mutating func insert(_ bytes: RawSpan, at offset: Int, count: Int, hash: UInt64, number: Int) {
    guard count > 0, count <= maximumBytes else { return }
    let entry = Entry(
      hash: hash, start: Int32(keys.count - Self.padding), count: Int32(count),
      number: Int32(truncatingIfNeeded: number))
    keys.removeLast(Self.padding)
    bytes.extracting(offset..<offset + count).withUnsafeBytes { keys.append(contentsOf: $0) }
    keys.append(contentsOf: repeatElement(0, count: Self.padding))
    place(entry)
    used += 1
  }

  /// Puts an entry at the first free place, or in place of the one that the hash names.
  private mutating func place(_ entry: Entry) {
    let mask = entries.count - 1
    let first = Int(truncatingIfNeeded: entry.hash) & mask
    let free = (0..<Self.probes).first { entries[(first + $0) & mask].count == 0 }
    entries[(first + (free ?? 0)) & mask] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: 2 * old.count)
    for entry in old where entry.count > 0 { place(entry) }
  }

  /// A hash of bytes: sixteen a step, mixed by the two halves of a product (Wang Yi, "wyhash").
  @inline(__always)
  static func hash(_ bytes: RawSpan, at offset: Int, count: Int) -> UInt64 {
    bytes.check(at: offset, count: count)
    var hash = UInt64(truncatingIfNeeded: count) ^ 0xA076_1D64_78BD_642F
    var step = 0
    while count &- step >= 16 {
      hash = mix(
        bytes.checkedWord(at: offset &+ step) ^ 0xE703_7ED1_A0B4_28DB,
        bytes.checkedWord(at: offset &+ step &+ 8) ^ hash)
      step &+= 16
    }
    // The rest of up to 15 bytes, what lies behind masked out.
    let rest = count - step
    let low = rest >= 8 ? UInt64.max : ~(UInt64.max << UInt64(8 * rest))
    let high = rest > 8 ? ~(UInt64.max << UInt64(8 * (rest - 8))) : 0
    return mix(
      bytes.word(at: offset + step) & low ^ 0x8EBC_6AF0_9C88_C6E3, bytes.word(at: offset + step + 8) & high ^ hash)
  }

  /// A hash of the first and the last eight bytes and the count: enough for keys of few kinds, where a collision costs a look at the
  /// next place. At least eight bytes.
  @inline(__always)
  static func shortHash(_ bytes: RawSpan, at offset: Int, count: Int) -> UInt64 {
    mix(
      bytes.word(at: offset) ^ 0xA076_1D64_78BD_642F,
      bytes.word(at: offset + count - 8) ^ UInt64(truncatingIfNeeded: count) ^ 0xE703_7ED1_A0B4_28DB)
  }

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}

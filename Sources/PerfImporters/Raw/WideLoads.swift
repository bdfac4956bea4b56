import CFast

/// Several bytes at a time, for scanners whose speed is that of memory.
///
/// Every load is inside bounds that were checked: by `RawSpan` for each load, or for all loads of a loop before it. The scanners'
/// blocks end in zeros (`LineBlock.padding`), so that a load that begins at a byte of the block stays inside. The names that begin
/// with `unsafe` concern types whose bits may be invalid, which integers have none of.
extension RawSpan {
  @inline(__always)
  func byte(at offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

  /// Eight bytes, the first the least significant.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Sixteen bytes, to be compared.
  @inline(__always)
  func pair(at offset: Int) -> SIMD2<UInt64> { unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self) }

  /// Stops the program unless `count` bytes at an offset are inside; the `checked` loads rely on it.
  @inline(__always)
  func check(at offset: Int, count: Int) {
    precondition(offset >= 0 && count >= 0 && offset <= byteCount && count <= byteCount - offset, "outside the bytes")
  }

  /// Sixteen bytes inside what `check` has let pass.
  @inline(__always)
  func checkedPair(at offset: Int) -> SIMD2<UInt64> {
    unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD2<UInt64>.self)
  }

  /// Eight bytes inside what `check` has let pass, the first the least significant.
  @inline(__always)
  func checkedWord(at offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// Whether `count` bytes at an offset are those of another span; both may be read up to 15 bytes further.
  ///
  /// The differences are gathered without a branch, since callers expect equality: 150 bytes of tags take 10 steps. The last load
  /// overlaps the one before, so that no byte behind `count` is compared.
  @inline(__always)
  func equals(at offset: Int, _ other: RawSpan, at place: Int, count: Int) -> Bool {
    guard count >= 16 else { return equalsShort(at: offset, other, at: place, count: count) }
    check(at: offset, count: count)
    other.check(at: place, count: count)
    var difference = SIMD2<UInt64>()
    let last = count &- 16
    var step = 0
    while step < last {
      difference |= checkedPair(at: offset &+ step) ^ other.checkedPair(at: place &+ step)
      step &+= 16
    }
    difference |= checkedPair(at: offset &+ last) ^ other.checkedPair(at: place &+ last)
    return difference[0] | difference[1] == 0
  }

  @inline(__always)
  private func equalsShort(at offset: Int, _ other: RawSpan, at place: Int, count: Int) -> Bool {
    var difference = SIMD2<UInt64>()
    difference = pair(at: offset) ^ other.pair(at: place)
    let low = count >= 8 ? UInt64.max : ~(UInt64.max << UInt64(8 * max(0, count)))
    let high = count > 8 ? ~(UInt64.max << UInt64(8 * (count - 8))) : 0
    return UInt64(littleEndian: difference[0]) & low | UInt64(littleEndian: difference[1]) & high == 0
  }

  /// The offset of the first of `byte` from an offset, nil where there is none before `end`.
  ///
  /// Sixteen bytes a step, then eight; which of eight it is shows from the zero byte of the word (Mycroft's test, exact for the lowest).
  @inline(__always)
  func firstOffset(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    check(at: start, count: end - start)
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    let wide = SIMD16(repeating: byte)
    var offset = start
    while end &- offset >= 16 {
      let few = unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD16<UInt8>.self)
      let found = perfreport_high_bits(unsafeBitCast(few .== wide, to: SIMD16<UInt8>.self))
      if found != 0 { return offset &+ found.trailingZeroBitCount }
      offset &+= 16
    }
    // Word by word, the last of which may go on behind the end.
    while offset < end {
      let found = Self.zeroBytes(word(at: offset) ^ pattern)
      if found != 0 {
        let place = offset + found.trailingZeroBitCount >> 3
        return place < end ? place : nil
      }
      offset += 8
    }
    return nil
  }

  /// The high bit of each byte that is zero; bits above the lowest set one may be wrong.
  @inline(__always)
  static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}

import Glibc
import PerfDiagnostics

/// The memory of one worker's block, followed by the zeros that wide loads may run into.
struct BlockBuffer: ~Copyable {
  private var storage = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var capacity = 0
  /// Where the block begins in it.
  private var start = 0
  /// How many bytes are in it, from `start` on.
  private(set) var count = 0

  deinit { storage.deallocate() }

  /// Makes room for as many bytes, keeping those that are there.
  mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: wanted + LineBlock.padding, alignment: 64)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[start..<start + count]))
    storage.deallocate()
    storage = larger
    capacity = wanted
    start = 0
  }

  /// Holds nothing.
  mutating func clear() {
    start = 0
    count = 0
  }

  /// Holds these bytes and no others; there must be room.
  mutating func replace(with bytes: [UInt8]) {
    storage.copyBytes(from: bytes)
    start = 0
    count = bytes.count
  }

  /// Reads until the buffer is full; false when the producer has no more.
  mutating func fill(from producer: any ByteProducer) throws(Diagnostic) -> Bool {
    try fill(upTo: capacity) { (room, _) throws(Diagnostic) in try producer.read(into: room) }
  }

  /// Reads a file from a place on, of which the buffer has the first bytes already, until the buffer holds so many; false when the file
  /// has no more. A long line may have left far more room, which nobody wants filled again for each block.
  mutating func fill(from file: DescriptorProducer, at offset: Int, upTo wanted: Int) throws(Diagnostic) -> Bool {
    reserve(wanted)
    return try fill(upTo: wanted) { (room, count) throws(Diagnostic) in try file.read(into: room, at: offset + count) }
  }

  private mutating func fill(
    upTo wanted: Int,
    _ read: (UnsafeMutableRawBufferPointer, _ count: Int) throws(Diagnostic) -> Int
  ) throws(Diagnostic) -> Bool {
    while start + count < wanted {
      let more = try read(UnsafeMutableRawBufferPointer(rebasing: storage[start + count..<wanted]), count)
      guard more > 0 else { return false }
      count += more
    }
    return true
  }

  private var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[start..<start + count]) }

  /// Where the last whole line or record ends; `searched` bytes are known to hold none. Nil where none does.
  func last(_ end: BlockEnd, searched: Int) -> Int? { end.last(in: bytes, searched: searched) }

  /// Where the first line end from a place on is; nil where there is none.
  func lineEnd(from place: Int) -> Int? {
    guard place < count, let base = bytes.baseAddress,
      let found = memchr(base + place, Int32(UInt8(ascii: "\n")), count - place)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// How many line ends there are.
  func lineEnds(in range: Range<Int>) -> Int { bytes[range].count { $0 == UInt8(ascii: "\n") } }

  /// Drops what follows `end` and returns it, valid until the buffer changes.
  mutating func cut(at end: Int) -> UnsafeRawBufferPointer {
    defer { count = end }
    return UnsafeRawBufferPointer(rebasing: storage[start + end..<start + count])
  }

  /// Drops all but some bytes.
  mutating func keep(_ range: Range<Int>) {
    start += range.lowerBound
    count = range.count
  }

  /// Shows the bytes and the padding behind them, which is cleared.
  mutating func withPaddedBytes<Result>(
    _ body: (RawSpan) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let end = start + count
    UnsafeMutableRawBufferPointer(rebasing: storage[end..<end + LineBlock.padding])
      .initializeMemory(as: UInt8.self, repeating: 0)
    return try body(UnsafeRawBufferPointer(rebasing: storage[start..<end + LineBlock.padding]).bytes)
  }
}

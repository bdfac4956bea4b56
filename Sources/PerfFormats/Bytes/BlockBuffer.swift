import PerfDiagnostics

/// The memory of one worker's block, followed by the zeros that wide loads may run into.
struct BlockBuffer: ~Copyable {
  private var storage = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var capacity = 0
  /// How many bytes are in it.
  private(set) var count = 0

  deinit { storage.deallocate() }

  /// Makes room for as many bytes, keeping those that are there.
  mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: wanted + LineBlock.padding, alignment: 64)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
    storage.deallocate()
    storage = larger
    capacity = wanted
  }

  /// Holds these bytes and no others; there must be room.
  mutating func replace(with bytes: [UInt8]) {
    storage.copyBytes(from: bytes)
    count = bytes.count
  }

  /// Reads until the buffer is full; false when the producer has no more.
  mutating func fill(from producer: any ByteProducer) throws(Diagnostic) -> Bool {
    while count < capacity {
      let more = try producer.read(into: UnsafeMutableRawBufferPointer(rebasing: storage[count..<capacity]))
      guard more > 0 else { return false }
      count += more
    }
    return true
  }

  /// Where the last whole line or record ends; `searched` bytes are known to hold none. Nil where none does.
  func last(_ end: BlockEnd, searched: Int) -> Int? {
    end.last(in: UnsafeRawBufferPointer(rebasing: storage[..<count]), searched: searched)
  }

  /// Drops what follows `end` and returns it, valid until the buffer changes.
  mutating func cut(at end: Int) -> UnsafeRawBufferPointer {
    defer { count = end }
    return UnsafeRawBufferPointer(rebasing: storage[end..<count])
  }

  /// Shows the bytes and the padding behind them, which is cleared.
  mutating func withPaddedBytes<Result>(
    _ body: (RawSpan) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let padded = UnsafeMutableRawBufferPointer(rebasing: storage[..<(count + LineBlock.padding)])
    UnsafeMutableRawBufferPointer(rebasing: padded[count...]).initializeMemory(as: UInt8.self, repeating: 0)
    return try body(UnsafeRawBufferPointer(padded).bytes)
  }
}

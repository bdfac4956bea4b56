import PerfDiagnostics

/// Shows the first bytes of a producer and then gives them again.
final class PeekingProducer: ByteProducer {
  /// Up to eight bytes.
  let head: [UInt8]
  private let source: any ByteProducer
  private var given = 0

  init(_ source: any ByteProducer) throws(Diagnostic) {
    self.source = source
    var head = [UInt8](repeating: 0, count: 8)
    var count = 0
    while count < head.count {
      let more = try Self.read(source, into: &head, from: count)
      guard more > 0 else { break }
      count += more
    }
    self.head = Array(head.prefix(count))
  }

  var truncation: Diagnostic? { source.truncation }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard given < head.count else { return try source.read(into: buffer) }
    let count = min(buffer.count, head.count - given)
    buffer.copyBytes(from: head[given..<given + count])
    given += count
    return count
  }

  private static func read(
    _ source: any ByteProducer, into bytes: inout [UInt8], from offset: Int
  ) throws(Diagnostic) -> Int {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count - offset, alignment: 1)
    defer { room.deallocate() }
    let count = try source.read(into: room)
    for index in 0..<count { bytes[offset + index] = room[index] }
    return count
  }
}

/// Counts the bytes that pass.
final class CountingProducer: ByteProducer {
  private let source: any ByteProducer
  private(set) var count = 0

  init(_ source: any ByteProducer) { self.source = source }

  var truncation: Diagnostic? { source.truncation }

  /// Counts bytes that have come another way.
  func advance(to count: Int) { self.count = max(self.count, count) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    let read = try source.read(into: buffer)
    count += read
    return read
  }
}

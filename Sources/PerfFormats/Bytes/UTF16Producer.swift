import PerfDiagnostics

/// Turns UTF-16 text with a byte order mark into UTF-8, as `ab … > out.txt` in PowerShell writes it.
///
/// XML is left alone: it declares its encoding, and libxml2 honours that.
final class UTF16Producer: ByteProducer {
  private let source: any ByteProducer
  private let isBigEndian: Bool
  private var units: [UInt16] = []
  private var half: UInt8?
  private var pending: [UInt8] = []
  private var isAtStart = true

  init(_ source: PeekingProducer) {
    self.source = source
    isBigEndian = source.head.first == 0xFE
  }

  var truncation: Diagnostic? { source.truncation }

  /// Whether text begins with a UTF-16 byte order mark and is not XML.
  static func recognises(_ head: [UInt8]) -> Bool {
    guard head.count >= 4 else { return false }
    let less = UInt8(ascii: "<")
    switch (head[0], head[1]) {
    case (0xFF, 0xFE): return head[2] != less && (head[2], head[3]) != (0, 0)
    case (0xFE, 0xFF): return head[3] != less
    default: return false
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    while pending.isEmpty, try transcodeMore() {}
    let count = min(buffer.count, pending.count)
    buffer.copyBytes(from: pending[..<count])
    pending.removeFirst(count)
    return count
  }

  private func transcodeMore() throws(Diagnostic) -> Bool {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 32 << 10, alignment: 16)
    defer { room.deallocate() }
    let count = try source.read(into: room)
    for byte in room[..<count] {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      units.append(isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first))
    }
    if isAtStart, !units.isEmpty {
      units.removeFirst()
      isAtStart = false
    }
    // A surrogate pair may be cut in two by the end of the chunk.
    let keepsLast = count > 0 && units.last.map(UTF16.isLeadSurrogate) == true
    let ready = keepsLast ? units.dropLast() : units[...]
    pending = Array(String(decoding: ready, as: UTF16.self).utf8)
    units.removeFirst(ready.count)
    return count > 0
  }
}

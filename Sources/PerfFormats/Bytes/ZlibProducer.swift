import CZlib
import PerfDiagnostics

/// Inflates what has a gzip header that `GzipProducer` leaves alone (comments, extra fields, header checksums), to the same ends.
final class ZlibProducer: ByteProducer {
  private let source: any ByteProducer
  private let name: String
  private let stream: UnsafeMutablePointer<z_stream>
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  private var isInsideMember = true
  private var isFinished = false
  private var hasProduced = false
  private(set) var truncation: Diagnostic?

  init(_ source: any ByteProducer, name: String) {
    self.source = source
    self.name = name
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    perfreport_inflate_init(stream)
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_out = UInt32(buffer.count)
    while !isFinished, stream.pointee.avail_out > 0 {
      if stream.pointee.avail_in == 0, try !refill() { break }
      if !isInsideMember {
        inflateReset(stream)
        isInsideMember = true
      }
      let room = stream.pointee.avail_out
      let code = inflate(stream, Z_NO_FLUSH)
      if stream.pointee.avail_out < room { hasProduced = true }
      switch code {
      case Z_OK, Z_BUF_ERROR: continue
      case Z_STREAM_END: isInsideMember = false
      default: throw broken()
      }
    }
    return buffer.count - Int(stream.pointee.avail_out)
  }

  /// Whether there is more to inflate; notes a stream that ended inside a member.
  private func refill() throws(Diagnostic) -> Bool {
    let count = try source.read(into: input)
    guard count > 0 else {
      isFinished = true
      if isInsideMember { truncation = GzipFindings.truncation(name, hasProduced: hasProduced) }
      return false
    }
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_in = UInt32(count)
    return true
  }

  private func broken() -> Diagnostic {
    let reason = stream.pointee.msg.map { String(cString: $0) } ?? "not a gzip stream"
    return GzipFindings.broken(name, reason)
  }
}

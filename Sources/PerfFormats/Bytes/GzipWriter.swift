import CZlib

/// Packs bytes as gzip: the same bytes give the same file, without a time or a name in it.
package enum GzipWriter {
  package static func pack(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    perfreport_deflate_init(&stream)
    defer { deflateEnd(&stream) }
    var packed: [UInt8] = []
    var rest = bytes[...]
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    // zlib counts in 32 bits.
    repeat {
      let part = Array(rest.prefix(1 << 20))
      rest = rest.dropFirst(part.count)
      part.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        repeat {
          let written = buffer.withUnsafeMutableBufferPointer { output in
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            deflate(&stream, rest.isEmpty ? Z_FINISH : Z_NO_FLUSH)
            return output.count - Int(stream.avail_out)
          }
          packed += buffer[..<written]
        } while stream.avail_out == 0
      }
    } while !rest.isEmpty
    return packed
  }
}

import CZstd
import PerfDiagnostics

/// Decompresses Zstandard, frame after frame, with the memory limit of the library (a 128 MiB window).
final class ZstdProducer: ByteProducer {
  private let source: any ByteProducer
  private let name: String
  private let stream: OpaquePointer?
  private let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  private var input = ZSTD_inBuffer()
  private var isInsideFrame = false
  private var hasProduced = false
  private(set) var truncation: Diagnostic?

  init(_ source: any ByteProducer, name: String) {
    self.source = source
    self.name = name
    stream = ZSTD_createDStream()
    input.src = UnsafeRawPointer(storage.baseAddress)
  }

  deinit {
    ZSTD_freeDStream(stream)
    storage.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    while output.pos < output.size {
      if input.pos == input.size {
        input.size = try source.read(into: storage)
        input.pos = 0
        if input.size == 0, !isInsideFrame { break }
      }
      let before = output.pos
      let code = ZSTD_decompressStream(stream, &output, &input)
      guard ZSTD_isError(code) == 0 else {
        throw Diagnostic(
          .error, .compressionBroken, "cannot decompress: \(String(cString: ZSTD_getErrorName(code)))",
          at: SourceLocation(file: name), hint: "check the file with 'zstd -t'")
      }
      isInsideFrame = code != 0
      if output.pos > before { hasProduced = true }
      if input.size == 0, output.pos == before {
        noteTruncation()
        break
      }
    }
    return output.pos
  }

  private func noteTruncation() {
    truncation = Diagnostic(
      .warning, .inputTruncated, "the Zstandard stream ends early; \(CutStream.rest(hasProduced: hasProduced))",
      at: SourceLocation(file: name), hint: "was it cut off while it was written or copied?")
  }
}

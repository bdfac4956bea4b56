public import PerfDiagnostics

/// The bytes of one input, decompressed, in chunks, with the limits of `InputLimits` enforced.
///
/// Gzip, Zstandard and UTF-16 text are recognised from the first bytes and undone here, so that an importer sees plain bytes.
public struct ByteSource: ~Copyable {
  /// The input's name as the user wrote it, for diagnostics.
  public let name: String
  public let limits: InputLimits
  private let producer: LimitedProducer
  /// The file whose bytes are those of the input, where they can be read by place.
  private let plainFile: DescriptorProducer?
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
  private var start = 0
  private var end = 0

  /// How many bytes `sniff` may look at.
  public static let prefixLength = 4096

  /// Opens a file.
  /// - Throws: `input-missing` or `input-unreadable`.
  public static func file(
    _ path: String, name: String, limits: InputLimits = InputLimits()
  ) throws(Diagnostic) -> ByteSource {
    try ByteSource(DescriptorProducer(path: path, name: name), name: name, limits: limits)
  }

  /// Standard input.
  public static func standardInput(name: String = "-", limits: InputLimits = InputLimits()) throws(Diagnostic)
    -> ByteSource
  {
    try ByteSource(DescriptorProducer(standardInputAs: name), name: name, limits: limits)
  }

  /// Bytes in memory, given out in chunks of at most `chunkBytes`, as a pipe may.
  public static func bytes(
    _ bytes: [UInt8], name: String, limits: InputLimits = InputLimits(), chunkBytes: Int = .max
  ) throws(Diagnostic) -> ByteSource {
    try ByteSource(MemoryProducer(bytes, step: chunkBytes), name: name, limits: limits)
  }

  private init(_ origin: any ByteProducer, name: String, limits: InputLimits) throws(Diagnostic) {
    self.name = name
    self.limits = limits
    let raw = CountingProducer(origin)
    let (decoded, isPlain) = try Self.decoded(raw, name: name)
    producer = LimitedProducer(decoded, raw: raw, name: name, limits: limits)
    plainFile = isPlain ? origin as? DescriptorProducer : nil
  }

  deinit { buffer.deallocate() }

  /// How many bytes of the input itself, before decompression, have been taken.
  public var consumedRawBytes: Int { producer.consumedRawBytes }

  /// Hears of progress while the source is read.
  public var progress: ProgressSink? {
    get { producer.progress }
    nonmutating set { producer.progress = newValue }
  }

  /// Set once the input has ended before the compressed stream in it did.
  public var truncation: Diagnostic? { producer.truncation }

  /// The first bytes, at most `prefixLength`, without consuming them. Only before the first chunk is taken.
  public mutating func prefix() throws(Diagnostic) -> [UInt8] {
    while end < Self.prefixLength {
      let count = try producer.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
      guard count > 0 else { break }
      end += count
    }
    return Array(buffer[start..<min(end, Self.prefixLength)])
  }

  /// Hands the next chunk to `body`; false at the end, when `body` is not called.
  public mutating func nextChunk(_ body: (RawSpan) throws(Diagnostic) -> Void) throws(Diagnostic) -> Bool {
    if start == end {
      start = 0
      end = try producer.read(into: buffer)
      guard end > 0 else { return false }
    }
    let chunk = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
    start = end
    try body(chunk.bytes)
    return true
  }

  /// Deals out the rest of the source in blocks of lines.
  mutating func dealer(blockBytes: Int, end blockEnd: BlockEnd) throws(Diagnostic) -> any BlockDealer {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let head = start == 0 ? try prefix() : []
    let skipped = head.starts(with: mark) ? mark.count : 0
    if blockEnd == .line, start == 0, let plainFile, let size = plainFile.fileSize {
      start = end
      return FileBlockDealer(
        plainFile, size: size, counter: producer, skipped: skipped, name: name, limits: limits, blockBytes: blockBytes)
    }
    let rest = Array(buffer[start + skipped..<end])
    start = end
    return LineBlockDealer(
      producer, rest: rest, offset: skipped, name: name, limits: limits, blockBytes: blockBytes,
      end: blockEnd)
  }

  /// All remaining bytes, for an input that has to be held whole.
  /// - Throws: `input-too-large` above `limits.maximumDocumentBytes`.
  public mutating func readAll() throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    let limit = limits.maximumDocumentBytes
    let name = name
    while try nextChunk({ (chunk) throws(Diagnostic) in
      guard bytes.count + chunk.byteCount <= limit else {
        throw Diagnostic(
          .error, .inputTooLarge, "the document is larger than \(limit >> 20) MiB", at: SourceLocation(file: name),
          hint: "summaries are small; is this a raw output?")
      }
      chunk.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }) {}
    return bytes
  }

  /// Puts the decoders that the first bytes ask for before the producer, if any.
  private static func decoded(
    _ raw: CountingProducer, name: String
  ) throws(Diagnostic) -> (any ByteProducer, isPlain: Bool) {
    let plain = try PeekingProducer(raw)
    let unpacked: any ByteProducer
    switch plain.head {
    case let head where head.starts(with: [0x1F, 0x8B]):
      let fast = GzipProducer.recognises(head) ? GzipProducer(plain, name: name) : nil
      unpacked = fast ?? ZlibProducer(plain, name: name)
    case let head where head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]): unpacked = ZstdProducer(plain, name: name)
    default: unpacked = plain
    }
    let text = try PeekingProducer(unpacked)
    if UTF16Producer.recognises(text.head) { return (UTF16Producer(text), false) }
    return (text, unpacked === plain)
  }
}

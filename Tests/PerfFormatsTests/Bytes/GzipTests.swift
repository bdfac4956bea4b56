import Foundation
import PerfDiagnostics
import Testing

@testable import PerfFormats

/// Both inflaters, on the same streams: they agree on bytes, ends and errors.
struct GzipTests {
  private static let text = (1...20_000).map { "line \($0 * 7919 % 10_007)\n" }.joined()

  /// Compresses with the `gzip` of the system.
  private static func gzip(_ text: String, _ arguments: [String] = []) throws -> [UInt8] {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-nc"] + arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let bytes = Data(text.utf8)
    Thread.detachNewThread {
      input.fileHandleForWriting.write(bytes)
      try? input.fileHandleForWriting.close()
    }
    let compressed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(compressed)
  }

  private enum Outcome: Equatable {
    case bytes([UInt8], isTruncated: Bool)
    case error(DiagnosticID)
  }

  private static func read(_ producer: any ByteProducer, step: Int) -> Outcome {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: step, alignment: 1)
    defer { buffer.deallocate() }
    do throws(Diagnostic) {
      while case let count = try producer.read(into: buffer), count > 0 { bytes += buffer[..<count] }
      return .bytes(bytes, isTruncated: producer.truncation != nil)
    } catch {
      return .error(error.id)
    }
  }

  private static func check(_ bytes: [UInt8], _ expected: Outcome) throws {
    for step in [1 << 18, 1000] {
      for chunk in [Int.max, 333] {
        let fast = try #require(GzipProducer(MemoryProducer(bytes, step: chunk), name: "raw.gz"))
        let zlib = ZlibProducer(MemoryProducer(bytes, step: chunk), name: "raw.gz")
        let (a, b) = (read(fast, step: step), read(zlib, step: step))
        let agree = a == b && a == expected
        #expect(agree, "steps of \(step), chunks of \(chunk)")
      }
    }
  }

  @Test(arguments: ["-1", "-6", "-9"])
  func oneMember(level: String) throws {
    try Self.check(Self.gzip(Self.text, [level]), .bytes(Array(Self.text.utf8), isTruncated: false))
  }

  @Test func severalMembers() throws {
    let bytes = try Self.gzip("first\n") + Self.gzip("") + Self.gzip(Self.text)
    try Self.check(bytes, .bytes(Array(("first\n" + Self.text).utf8), isTruncated: false))
  }

  @Test func nothing() throws { try Self.check(Self.gzip(""), .bytes([], isTruncated: false)) }

  /// Of a block whose end is missing, an inflater may keep back what it has not surely decoded: less than a line.
  @Test func cutAnywhere() throws {
    let bytes = try Self.gzip(Self.text)
    let lengths =
      Array(stride(from: 20, to: bytes.count - 9, by: 1 + bytes.count / 61)) + (1...9).map { bytes.count - $0 }
    for length in lengths {
      let cut = MemoryProducer(Array(bytes[..<length]), step: 333)
      let again = MemoryProducer(Array(bytes[..<length]), step: 333)
      let fast = try #require(GzipProducer(cut, name: "raw.gz"))
      guard case .bytes(let a, isTruncated: true) = Self.read(fast, step: 1000),
        case .bytes(let b, isTruncated: true) = Self.read(ZlibProducer(again, name: "raw.gz"), step: 1000)
      else {
        Issue.record("\(length) bytes are not taken for truncated")
        continue
      }
      let isPrefix = a.starts(with: b.prefix(a.count)) && Self.text.utf8.starts(with: a)
      #expect(isPrefix && abs(a.count - b.count) < 16, "\(length): \(a.count) and \(b.count) bytes")
    }
  }

  @Test("a stream that ends before any of the file came says so", arguments: [10, 12, 14])
  func cutAtTheHeader(length: Int) throws {
    let bytes = Array(try Self.gzip(Self.text)[..<length])
    let producers: [any ByteProducer] = [
      try #require(GzipProducer(MemoryProducer(bytes, step: 333), name: "raw.gz")),
      ZlibProducer(MemoryProducer(bytes, step: 333), name: "raw.gz"),
    ]
    for producer in producers {
      #expect(Self.read(producer, step: 1000) == .bytes([], isTruncated: true))
      #expect(producer.truncation?.message == "the gzip stream ends early; nothing of the file came before")
    }
  }

  @Test func aBrokenChecksum() throws {
    var bytes = try Self.gzip(Self.text)
    bytes[bytes.count - 6] ^= 0xFF
    try Self.check(bytes, .error(.compressionBroken))
  }

  @Test func otherBytesBehindTheEnd() throws {
    try Self.check(Self.gzip("text\n") + Array("more text".utf8), .error(.compressionBroken))
  }

  @Test func oddHeadersAreForZlib() {
    #expect(GzipProducer.recognises([0x1F, 0x8B, 8, 0]))
    #expect(GzipProducer.recognises([0x1F, 0x8B, 8, 8]))
    // A comment, an extra field, a header checksum.
    for flag in [16, 4, 2] as [UInt8] { #expect(!GzipProducer.recognises([0x1F, 0x8B, 8, flag])) }
    #expect(!GzipProducer.recognises([0x1F, 0x8B, 7, 0]))
  }
}

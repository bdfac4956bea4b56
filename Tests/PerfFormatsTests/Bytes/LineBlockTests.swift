import Foundation
import PerfDiagnostics
import Testing

@testable import PerfFormats

/// Keeps every line with its place, and complains about the line `bad`.
private struct Collector: LineBlockScanner {
  var lines: [(offset: Int, text: String)] = []
  var blocks: [LineBlock] = []

  mutating func scan(_ bytes: RawSpan, _ block: LineBlock) throws(Diagnostic) -> Int {
    #expect(bytes.byteCount == block.count + LineBlock.padding)
    blocks.append(block)
    var start = 0
    var count = 0
    while start < block.count {
      var end = start
      while end < block.count, bytes.unsafeLoad(fromByteOffset: end, as: UInt8.self) != UInt8(ascii: "\n") { end += 1 }
      let text = bytes.extracting(start..<end).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
      count += 1
      if text == "bad" {
        throw Diagnostic(.error, .noData, "bad", at: SourceLocation(file: "lines", line: count, column: 1))
      }
      lines.append((block.offset + start, text))
      start = end + 1
    }
    for place in block.count..<bytes.byteCount {
      #expect(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self) == 0)
    }
    return count
  }
}

struct LineBlockTests {
  private static let texts = [
    "", "\n", "a", "a\n", "a\nbc\n\ndef\nghijklmnop\nq", String(repeating: "x", count: 1000) + "\ny\n",
    (1...500).map { "line \($0)\n" }.joined(),
  ]

  /// Where the lines come from: dealt out as they arrive, or by their places in a file.
  enum Origin: CaseIterable {
    case pipe
    case file
  }

  /// All lines in order, and the number that each gets.
  private static func read(
    _ text: String, _ origin: Origin, workers: Int, blockBytes: Int, limits: InputLimits = InputLimits(),
    progress: ProgressSink? = nil
  ) throws -> (lines: [String], numbers: LineNumbers, blocks: [LineBlock]) {
    let file = FileManager.default.temporaryDirectory.appending(path: "perfreport-lines-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    var source: ByteSource
    switch origin {
    case .pipe: source = try ByteSource.bytes(Array(text.utf8), name: "lines", limits: limits, chunkBytes: 7)
    case .file:
      try text.write(to: file, atomically: false, encoding: .utf8)
      source = try ByteSource.file(file.path, name: "lines", limits: limits)
    }
    source.progress = progress
    let (scanners, numbers) = try source.scanBlocks(workers: workers, blockBytes: blockBytes) { Collector() }
    let lines = scanners.flatMap(\.lines).sorted { $0.offset < $1.offset }.map(\.text)
    return (lines, numbers, scanners.flatMap(\.blocks).sorted { $0.ordinal < $1.ordinal })
  }

  @Test(arguments: [1, 2, 3, 10, 64, 4096], Origin.allCases)
  func everyLineComesOnceWhateverTheBlocks(blockBytes: Int, origin: Origin) throws {
    for text in Self.texts {
      var expected = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if expected.last == "" { expected.removeLast() }
      for workers in 1...4 {
        let (lines, numbers, blocks) = try Self.read(text, origin, workers: workers, blockBytes: blockBytes)
        #expect(lines == expected)
        #expect(numbers.total == expected.count)
        // A part of a file in which no line begins makes no block.
        if origin == .pipe { #expect(blocks.map(\.ordinal) == Array(0..<blocks.count)) }
        #expect(blocks.map(\.offset) == blocks.indices.map { blocks[..<$0].reduce(0) { $0 + $1.count } })
        #expect(blocks.map(\.count).reduce(0, +) == text.utf8.count)
      }
    }
  }

  @Test(arguments: Origin.allCases)
  func theFirstFailureCountsWithItsLineInTheInput(origin: Origin) throws {
    let text = (1...300).map { $0 == 123 || $0 == 200 ? "bad\n" : "good\n" }.joined()
    for workers in 1...4 {
      let error = #expect(throws: Diagnostic.self) { try Self.read(text, origin, workers: workers, blockBytes: 16) }
      #expect(error?.location?.line == 123)
    }
  }

  @Test(arguments: Origin.allCases)
  func linesHaveALimit(origin: Origin) throws {
    var limits = InputLimits()
    limits.maximumLineBytes = 100
    let text = "short\n" + String(repeating: "x", count: 10_000)
    let error = #expect(throws: Diagnostic.self) {
      try Self.read(text, origin, workers: 2, blockBytes: 16, limits: limits)
    }
    #expect(error?.id == .lineTooLong)
    #expect(error?.location?.line == 2)
  }

  @Test(arguments: Origin.allCases)
  func inputsHaveALimit(origin: Origin) throws {
    var limits = InputLimits()
    limits.maximumBytes = 10_000
    let text = String(repeating: "line\n", count: 5000)
    let error = #expect(throws: Diagnostic.self) {
      try Self.read(text, origin, workers: 2, blockBytes: 16, limits: limits)
    }
    #expect(error?.id == .inputTooLarge)
  }

  @Test("what a long line took room for is not read again for each short one")
  func aFileIsReadAsFarAsIsWanted() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "perfreport-buffer-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try String(repeating: "x", count: 1000).write(toFile: path, atomically: false, encoding: .utf8)
    let file = try DescriptorProducer(path: path, name: "lines")
    var buffer = BlockBuffer()
    #expect(try buffer.fill(from: file, at: 0, upTo: 900))
    #expect(buffer.count == 900)
    buffer.clear()
    #expect(try buffer.fill(from: file, at: 100, upTo: 10))
    #expect(buffer.count == 10)
    #expect(try !buffer.fill(from: file, at: 100, upTo: 2000))
    #expect(buffer.count == 900)
  }

  @Test(arguments: Origin.allCases)
  func aByteOrderMarkIsNoPartOfTheFirstLine(origin: Origin) throws {
    let (lines, _, blocks) = try Self.read("\u{FEFF}a\nb\n", origin, workers: 1, blockBytes: 16)
    #expect(lines == ["a", "b"])
    #expect(blocks.first?.offset == 3)
  }

  @Test(arguments: Origin.allCases)
  func progressIsReportedInRawBytes(origin: Origin) throws {
    let reported = Reported()
    _ = try Self.read(String(repeating: "line\n", count: 100_000), origin, workers: 2, blockBytes: 4096) {
      reported.add($0)
    }
    #expect(reported.values.last == 500_000)
  }

  private final class Reported: @unchecked Sendable {
    // Unchecked because the source reports under its lock.
    private(set) var values: [Int] = []
    func add(_ value: Int) { values.append(value) }
  }
}

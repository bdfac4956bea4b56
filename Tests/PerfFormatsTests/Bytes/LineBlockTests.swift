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

  /// All lines in order, and the number that each gets.
  private static func read(
    _ text: String, workers: Int, blockBytes: Int, limits: InputLimits = InputLimits()
  ) throws(Diagnostic) -> (lines: [String], numbers: LineNumbers, blocks: [LineBlock]) {
    var source = try ByteSource.bytes(Array(text.utf8), name: "lines", limits: limits, chunkBytes: 7)
    let (scanners, numbers) = try source.scanBlocks(workers: workers, blockBytes: blockBytes) { Collector() }
    let lines = scanners.flatMap(\.lines).sorted { $0.offset < $1.offset }.map(\.text)
    return (lines, numbers, scanners.flatMap(\.blocks).sorted { $0.ordinal < $1.ordinal })
  }

  @Test(arguments: [1, 2, 3, 10, 64, 4096])
  func everyLineComesOnceWhateverTheBlocks(blockBytes: Int) throws {
    for text in Self.texts {
      var expected = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if expected.last == "" { expected.removeLast() }
      for workers in 1...4 {
        let (lines, numbers, blocks) = try Self.read(text, workers: workers, blockBytes: blockBytes)
        #expect(lines == expected)
        #expect(numbers.total == expected.count)
        #expect(blocks.map(\.ordinal) == Array(0..<blocks.count))
        #expect(blocks.map(\.count).reduce(0, +) == text.utf8.count)
      }
    }
  }

  @Test func theFirstFailureCountsWithItsLineInTheInput() throws {
    let text = (1...300).map { $0 == 123 || $0 == 200 ? "bad\n" : "good\n" }.joined()
    for workers in 1...4 {
      let error = #expect(throws: Diagnostic.self) { try Self.read(text, workers: workers, blockBytes: 16) }
      #expect(error?.location?.line == 123)
    }
  }

  @Test func linesHaveALimit() throws {
    var limits = InputLimits()
    limits.maximumLineBytes = 100
    let text = "short\n" + String(repeating: "x", count: 1000)
    let error = #expect(throws: Diagnostic.self) { try Self.read(text, workers: 2, blockBytes: 16, limits: limits) }
    #expect(error?.id == .lineTooLong)
    #expect(error?.location?.line == 2)
  }

  @Test func inputsHaveALimit() throws {
    var limits = InputLimits()
    limits.maximumBytes = 10_000
    let text = String(repeating: "line\n", count: 5000)
    let error = #expect(throws: Diagnostic.self) { try Self.read(text, workers: 2, blockBytes: 16, limits: limits) }
    #expect(error?.id == .inputTooLarge)
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstLine() throws {
    let (lines, _, blocks) = try Self.read("\u{FEFF}a\nb\n", workers: 1, blockBytes: 16)
    #expect(lines == ["a", "b"])
    #expect(blocks.first?.offset == 3)
  }

  @Test func progressIsReportedInRawBytes() throws {
    let bytes = Array(String(repeating: "line\n", count: 1000).utf8)
    var source = try ByteSource.bytes(bytes, name: "lines")
    let reported = Reported()
    source.progress = { reported.add($0) }
    _ = try source.scanBlocks(workers: 2) { Collector() }
    #expect(reported.values.last == bytes.count)
  }

  private final class Reported: @unchecked Sendable {
    // Unchecked because the source reports under its lock.
    private(set) var values: [Int] = []
    func add(_ value: Int) { values.append(value) }
  }
}

import PerfDiagnostics
import PerfFormats
import Synchronization
import Testing

/// Records and fields of delimited text, however it is cut.
struct CSVIndexTests {
  /// The fields of each record, unquoted.
  private static func records(_ text: String, delimiter: Character = ",") -> [[String]] {
    read(Array(text.utf8), count: text.utf8.count, delimiter: delimiter.asciiValue ?? 0)
  }

  private static func read(_ bytes: [UInt8], count: Int, delimiter: UInt8) -> [[String]] {
    let padded = bytes + [UInt8](repeating: 0, count: LineBlock.padding)
    var index = CSVIndex()
    index.fill(padded.span.bytes, count: count, delimiter: delimiter)
    return texts(index, padded.span.bytes)
  }

  fileprivate static func texts(_ index: CSVIndex, _ bytes: RawSpan) -> [[String]] {
    (0..<index.count).map { record in
      (0..<index.fieldCount(of: record)).map { CSVField.text(index.field($0, of: record), of: bytes) }
    }
  }

  @Test(arguments: [
    ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
    (",\n\n,,\n", [["", ""], [""], ["", "", ""]]),
    ("\"a,b\",\"c\nd\",\"e\"\"f\"\n", [["a,b", "c\nd", "e\"f"]]),
    ("\"\",x\n\"\"\"\",y\n", [["", "x"], ["\"", "y"]]),
    ("a\"b,c\"\n5'\",d\n", [["a\"b", "c\""], ["5'\"", "d"]]),
    ("\"a\"b,c\n", [["ab", "c"]]),
    ("\"never closed,x\ny\n", [["never closed,x\ny\n"]]),
    ("", []),
    ("one field that is longer than a word\n", [["one field that is longer than a word"]]),
  ])
  func records(text: String, expected: [[String]]) { #expect(Self.records(text) == expected) }

  @Test(arguments: [";", "\t", "|", "^", " "] as [Character])
  func delimiters(delimiter: Character) {
    #expect(
      Self.records("a\(delimiter)b,c\(delimiter)\"\(delimiter)\"\n", delimiter: delimiter) == [
        ["a", "b,c", "\(delimiter)"]
      ])
  }

  /// Then it is no part of a line end.
  @Test func aCarriageReturnMayBeTheDelimiter() {
    #expect(Self.records("a\rb\r\nc\r\r\n", delimiter: "\r") == [["a", "b", ""], ["c", "", ""]])
  }

  @Test func linesAreCountedWithinRecords() {
    let bytes = Array("a,\"b\nc\"\nd,e\n".utf8) + [UInt8](repeating: 0, count: LineBlock.padding)
    var index = CSVIndex()
    index.fill(bytes.span.bytes, count: 12, delimiter: UInt8(ascii: ","))
    #expect(index.lines == 3)
    #expect(index.isTerminated)
    #expect(index.start(of: 1) == 8 && index.end(of: 1) == 11)
  }

  /// The definition, one character at a time.
  private static func definition(_ bytes: [UInt8], delimiter: UInt8) -> [[String]] {
    var records: [[String]] = []
    var fields: [[UInt8]] = []
    var field: [UInt8] = []
    var place = 0
    var hasField = false
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    var isStart = true
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      hasField = true
      if isStart, byte == UInt8(ascii: "\"") {
        isStart = false
        while place < bytes.count {
          if bytes[place] == UInt8(ascii: "\"") {
            guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") else { break }
            place += 1
          }
          field.append(bytes[place])
          place += 1
        }
        place += 1
        continue
      }
      isStart = false
      if byte == delimiter || byte == UInt8(ascii: "\n") {
        fields.append(field)
        field = []
        isStart = true
      } else {
        field.append(byte)
      }
      guard byte == UInt8(ascii: "\n") else { continue }
      records.append(fields.map(text))
      fields = []
      hasField = false
    }
    if hasField { records.append((fields + [field]).map(text)) }
    return records
  }

  /// Texts of delimiters, quotation marks, line ends and few others.
  private static func noise(_ seed: UInt64, count: Int) -> [UInt8] {
    var state = seed
    let alphabet = Array("aab1,,,\"\"\n\n".utf8)
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return alphabet[Int(state >> 33) % alphabet.count]
    }
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func isAsDefined(seed: UInt64) {
    let bytes = Self.noise(seed, count: Int(seed % 200))
    #expect(
      Self.read(bytes, count: bytes.count, delimiter: UInt8(ascii: ","))
        == Self.definition(bytes, delimiter: UInt8(ascii: ",")))
  }

  @Test(
    "blocks end between records, whatever their size and whoever reads them", arguments: 1...60 as ClosedRange<UInt64>)
  func blocks(seed: UInt64) throws {
    let bytes = Self.noise(seed, count: 20 + Int(seed) * 7)
    let whole = Self.definition(bytes, delimiter: UInt8(ascii: ","))
    for (blockBytes, workers) in [(1, 1), (3, 2), (16, 3), (100, 2), (1 << 20, 1)] {
      var source = try ByteSource.bytes(bytes, name: "noise", chunkBytes: 1 + Int(seed % 11))
      let (collectors, lines) = try source.scanBlocks(
        workers: workers, blockBytes: blockBytes, endingAt: .record(delimiter: UInt8(ascii: ","))
      ) { Collector() }
      let parts = collectors.flatMap(\.parts).sorted { $0.ordinal < $1.ordinal }
      #expect(parts.flatMap(\.records) == whole, "blocks of \(blockBytes)")
      let ends = bytes.count { $0 == UInt8(ascii: "\n") }
      #expect(lines.total == ends + (bytes.last == UInt8(ascii: "\n") || bytes.isEmpty ? 0 : 1))
    }
  }

  private struct Collector: LineBlockScanner {
    var parts: [(ordinal: Int, records: [[String]])] = []

    mutating func scan(_ bytes: RawSpan, _ block: LineBlock) -> Int {
      var index = CSVIndex()
      index.fill(bytes, count: block.count, delimiter: UInt8(ascii: ","))
      parts.append((block.ordinal, CSVIndexTests.texts(index, bytes)))
      return index.lines
    }
  }

  @Test func aQuotationMarkThatIsNeverClosedIsRefusedWithItsPlace() throws {
    var limits = InputLimits()
    limits.maximumLineBytes = 1000
    let text = "a,b\nc,d\n" + "\"" + String(repeating: "x,y\n", count: 1000)
    var source = try ByteSource.bytes(Array(text.utf8), name: "open.csv", limits: limits)
    let error = #expect(throws: Diagnostic.self) {
      _ = try source.scanBlocks(workers: 1, blockBytes: 64, endingAt: .record(delimiter: UInt8(ascii: ","))) {
        Collector()
      }
    }
    #expect(error?.id == .lineTooLong)
    #expect(error?.location == SourceLocation(file: "open.csv", line: 3, column: 1))
    #expect(error?.hint == "is a quotation mark never closed?")
  }
}

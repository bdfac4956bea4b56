import PerfDiagnostics
import PerfModel
import TestCorpus
import Testing

/// The run depends on the file alone: not on how it is cut into blocks, nor on who reads them.
@Suite("k6 raw: blocks and workers")
struct K6RawPropertyTests {
  private static let sizes = [1, 2, 63, 64, 65, 300, 1000, 4096, 65_536, 1 << 20]

  @Test("NDJSON", arguments: sizes)
  func ndjson(blockBytes: Int) throws {
    for file in ["v2.2-main.ndjson", "v2.2-metadata.ndjson", "metric-last.ndjson"] {
      let bytes = try FixtureFiles.bytes("k6-ndjson/" + file)
      let expected = try K6RawReading().ndjson(bytes)
      for workers in 1...3 {
        #expect(try K6RawReading(workers: workers, blockBytes: blockBytes).ndjson(bytes) == expected)
      }
    }
  }

  @Test("CSV", arguments: sizes)
  func csv(blockBytes: Int) throws {
    for file in ["v2.2-main.csv", "unix-nano.csv"] {
      let bytes = try FixtureFiles.bytes("k6-csv/" + file)
      let expected = try K6RawReading().csv(bytes)
      for workers in 1...3 {
        #expect(try K6RawReading(workers: workers, blockBytes: blockBytes).csv(bytes) == expected)
      }
    }
  }

  @Test("bad lines are the same ones, with their numbers", arguments: sizes)
  func findings(blockBytes: Int) throws {
    var lines = try FixtureFiles.bytes("k6-ndjson/v2.2-main.ndjson").split(separator: UInt8(ascii: "\n")).map(
      Array.init)
    for place in stride(from: 10, to: 100, by: 9) { lines[place].removeLast(5) }
    let bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    let expected = try K6RawReading().ndjson(bytes)
    // Ten lines are bad; five are shown and the others counted.
    #expect(expected.findings("k6-bad-line").compactMap(\.location?.line) == [11, 20, 29, 38, 47])
    #expect(expected.findings("k6-bad-line").last?.message == "and 5 more of the same kind")
    for workers in 1...3 {
      #expect(try K6RawReading(workers: workers, blockBytes: blockBytes).ndjson(bytes) == expected)
    }
  }

  @Test("lines in any order give the same distributions")
  func order() throws {
    let lines = try FixtureFiles.bytes("k6-ndjson/v2.2-main.ndjson").split(separator: UInt8(ascii: "\n"))
    let expected = try K6RawReading().ndjson(Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [10])
    let turned = try K6RawReading().ndjson(Array(lines.reversed().joined(separator: [UInt8(ascii: "\n")])) + [10])
    #expect(
      turned.series.filter { $0.metric.instrument != .gauge }
        == expected.series.filter { $0.metric.instrument != .gauge })
    #expect(turned.timelines == expected.timelines)
  }
}

import PerfDiagnostics
import PerfFormats
import PerfModel
import Testing

@testable import PerfImporters

/// How a test wants a raw output to be read.
struct K6RawReading {
  var workers = 1
  var blockBytes = 1 << 20
  var usesFastPath = true

  func ndjson(_ bytes: [UInt8]) throws(Diagnostic) -> Run {
    var source = try ByteSource.bytes(bytes, name: "raw.json")
    return try read(&source, K6NDJSONFormat(name: "raw.json", limits: InputLimits()))
  }

  func csv(_ bytes: [UInt8]) throws(Diagnostic) -> Run {
    var source = try ByteSource.bytes(bytes, name: "raw.csv")
    let header = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return try read(&source, K6CSVFormat(header: Array(header), name: "raw.csv"))
  }

  private func read(_ source: inout ByteSource, _ format: some K6RawFormat) throws(Diagnostic) -> Run {
    var builder = RunBuilder(label: "run", tool: "k6", format: "raw")
    try K6RawImport.read(
      &source, into: &builder, format: format, workers: workers, blockBytes: blockBytes, usesFastPath: usesFastPath)
    guard let run = builder.finish().first else {
      throw Diagnostic(.error, .noData, "there is no run")
    }
    return run
  }
}

/// The same pseudo-random numbers each time (Marsaglia's xorshift64).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func roll(_ sides: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(sides))
  }
}

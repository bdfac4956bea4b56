import Foundation
import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// What the corpus says of a file with every request, in milliseconds.
struct RawOracle: Decodable {
  let overall: Column
  let endpoints: [String: Column]?
  let by_code: [String: Column]?
  let without_transaction_rows: Column?
  let transaction_row_count: Int?
  let duration_start_to_end_s: Double?
  /// ab's other columns.
  let ctime, dtime, wait: Column?

  struct Column: Decodable {
    let count: Int
    let errors: Int?
    let mean, min, max, stdev_sample, sum: Double?
    /// Type 7.
    let linear: [String: Double]?
  }

  init(_ path: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(try #require(TestCorpus.bytes(path))))
  }
}

/// Reads bytes as the file of a format.
func readRaw(_ id: String, _ bytes: [UInt8], name: String = "input", chunkBytes: Int = .max) throws -> Run {
  let importer = try #require(ImporterRegistry.importer(id: id))
  let runs = try ImporterConformance.read(importer, bytes, name: name, chunkBytes: chunkBytes)
  return try #require(runs.count == 1 ? runs[0] : nil)
}

func readRaw(_ id: String, _ text: String) throws -> Run { try readRaw(id, Array(text.utf8)) }

/// The diagnostic that reading throws.
func refusal(_ id: String, _ bytes: [UInt8]) throws -> Diagnostic {
  try #require(throws: Diagnostic.self) { _ = try readRaw(id, bytes) }
}

/// Checks a distribution of durations against a column of an oracle, to 1e-9.
func expect(_ run: Run, _ key: SeriesKey, is column: RawOracle.Column, _ name: String) throws {
  let series = try #require(run[key], "\(name): \(key) is missing")
  guard case .distribution(.samples(let samples)) = series.content else {
    Issue.record("\(name): \(key) holds no samples")
    return
  }
  #expect(samples.count == column.count, "\(name): \(key)")
  var expected: [(Statistic, Double?)] = [
    (.mean, column.mean), (.minimum, column.min), (.maximum, column.max), (.sum, column.sum),
    (.standardDeviation, column.stdev_sample),
  ]
  for (quantile, value) in column.linear ?? [:] { expected.append((try #require(Statistic(name: quantile)), value)) }
  #expect(expected.count > 5)
  for (statistic, value) in expected {
    guard let value, let own = samples[statistic] else {
      // A deviation takes two values.
      #expect(value == nil || column.count < 2, "\(name): \(key) \(statistic.name)")
      continue
    }
    #expect(
      abs(own * 1000 - value) <= 1e-9 * max(1e-3, abs(value)), "\(name): \(key) \(statistic.name) \(own) \(value)")
  }
}

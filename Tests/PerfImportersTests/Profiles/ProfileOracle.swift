import PerfDiagnostics
import PerfFormats
import PerfImporterConformance
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// Reads a profile of the corpus, of whatever format.
func corpusProfile(_ path: String) throws -> Profile {
  let bytes = try #require(TestCorpus.bytes(path), "there is no \(path)")
  return try profile(bytes, name: path)
}

/// Reads bytes as the importer that is sure of them.
func profile(_ bytes: [UInt8], name: String) throws -> Profile {
  let run = try #require(try evidence(bytes, name: name).first)
  return try #require(run.profiles.first)
}

func evidence(_ bytes: [UInt8], name: String) throws -> [Run] {
  var source = try ByteSource.bytes(bytes, name: name)
  guard case .one(let importer) = ImporterRegistry.identify(try source.prefix()[...]) else {
    throw Diagnostic(.error, .formatUnknown, "\(name) is of no one format", at: SourceLocation(file: name))
  }
  return try ImporterConformance.read(importer, bytes, name: name)
}

/// Flat and cumulative values by name; functions without any value are left out, as tools differ in whether they list them.
struct FunctionValues: Equatable, CustomStringConvertible {
  let flat: [Double]
  let cumulative: [Double]
  var description: String { "\(flat) \(cumulative)" }
  var isZero: Bool { (flat + cumulative).allSatisfy { $0 == 0 } }
}

func values(_ profile: Profile) throws -> [String: FunctionValues] {
  let totals = try ProfileTotals(profile, file: "test")
  return Dictionary(
    totals.entries.map {
      ($0.name, FunctionValues(flat: $0.flat.map(Double.init), cumulative: $0.cumulative.map(Double.init)))
    }, uniquingKeysWith: { first, _ in first }
  ).filter { !$0.value.isZero }
}

/// The functions of an `*.exact.json`, where a function may have an empty name.
func expected(_ oracle: Oracle) throws -> [String: FunctionValues] {
  let functions = try #require(oracle["functions"].array)
  return Dictionary(
    try functions.map { function in
      let name = try #require(function["name"].string)
      return (
        name.isEmpty ? "<unknown>" : name,
        FunctionValues(
          flat: try #require(function["flat"].numbers), cumulative: try #require(function["cum"].numbers))
      )
    }, uniquingKeysWith: { first, _ in first }
  ).filter { !$0.value.isZero }
}

/// What differs, for a message.
func differences(_ a: [String: FunctionValues], _ b: [String: FunctionValues]) -> String {
  let names = Set(a.keys).union(b.keys).filter { a[$0] != b[$0] }.sorted().prefix(5)
  return names.map { "\($0): read \(a[$0]?.description ?? "-"), expected \(b[$0]?.description ?? "-")" }
    .joined(separator: "\n")
}

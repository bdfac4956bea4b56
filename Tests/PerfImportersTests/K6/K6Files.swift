import Foundation
import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// Recorded k6 files, and reading them as the program does: found from their first bytes, then read.
enum K6Files {
  static let summaryFormats = ["k6-summary-export", "k6-handle-summary", "k6-machine-summary"]

  /// The summaries of every recorded k6 run, `before1/summary_export.json`.
  static let corpus: [String] = TestCorpus.files(below: TestCorpus.path("loadtest/k6")).filter {
    $0.hasSuffix("/summary_export.json") || $0.hasSuffix("/handle_summary.json")
  }

  static func fixture(_ path: String) throws -> [UInt8] {
    let root = TestCorpus.repository + "/Tests/PerfImportersTests/Fixtures/"
    return try #require(TestCorpus.bytes(ofPath: root + path), "there is no fixture \(path)")
  }

  static func corpusFile(_ path: String) throws -> [UInt8] {
    try #require(TestCorpus.bytes("loadtest/k6/" + path), "the corpus has no \(path)")
  }

  /// The formats that claim an input with most confidence, and that confidence.
  static func claims(_ bytes: [UInt8]) throws -> [String: Confidence] {
    var source = try ByteSource.bytes(bytes, name: "input")
    let prefix = try source.prefix()
    let verdicts = ImporterRegistry.all.map { ($0.format.id, $0.sniff(prefix[...])) }
    return Dictionary(uniqueKeysWithValues: verdicts.filter { $0.1 != .no })
  }

  static func run(_ bytes: [UInt8], name: String = "summary.json", as format: String? = nil) throws -> Run {
    try #require(try runs(bytes, name: name, as: format).first)
  }

  static func run(_ text: String, as format: String? = nil) throws -> Run { try run(Array(text.utf8), as: format) }

  static func runs(_ bytes: [UInt8], name: String, as format: String? = nil) throws -> [Run] {
    let id = try format ?? #require(claims(bytes).max { $0.value < $1.value }?.key, "no importer claims \(name)")
    let importer = try #require(ImporterRegistry.importer(id: id))
    var source = try ByteSource.bytes(bytes, name: name)
    var builder = RunBuilder(label: "run", tool: importer.format.tool, format: id)
    var reader = importer.init(options: ImportOptions())
    try reader.read(&source, into: &builder)
    return builder.finish()
  }

  /// The expected values of a case, worked out from its raw file with NumPy.
  static func oracle(_ run: String) throws -> [String: Any]? {
    guard let bytes = TestCorpus.bytes("loadtest/k6/\(run)/oracle.json") else { return nil }
    return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }
}

extension Run {
  func series(_ metric: String, _ endpoint: String? = nil, _ labels: Labels = .none) -> Series? {
    self[SeriesKey(MetricID(rawValue: metric), endpoint: endpoint, labels: labels)]
  }

  func ratio(_ metric: String, _ endpoint: String? = nil, _ labels: Labels = .none) -> Ratio? {
    if case .ratio(let ratio) = series(metric, endpoint, labels)?.content { ratio } else { nil }
  }

  func count(_ metric: String, _ endpoint: String? = nil, _ labels: Labels = .none) -> Int? {
    if case .distribution(let distribution) = series(metric, endpoint, labels)?.content {
      distribution.count
    } else {
      nil
    }
  }

  func findings(_ id: String) -> [Diagnostic] { diagnostics.filter { $0.id.rawValue == id } }
}

/// Whether two numbers are equal but for the last digits.
func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b))
}

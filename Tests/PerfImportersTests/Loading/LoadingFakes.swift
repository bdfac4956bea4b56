import Foundation
import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfModel
import PerfUnits
import TestCorpus

/// A format for tests of loading: a first line that is its id, then `count` and `mean` in ms; `broken` in place of them is an error.
protocol FakeFormat: Sendable {
  static var id: String { get }
  static var richness: Int { get }
}

enum FakeSummary: FakeFormat {
  static let id = "fake-summary"
  static let richness = 50
}

enum FakeRaw: FakeFormat {
  static let id = "fake-raw"
  static let richness = 100
}

/// Claims the files of `FakeRaw` too.
enum FakeRival: FakeFormat {
  static let id = "fake-r"
  static let richness = 10
}

struct FakeImporter<Format: FakeFormat>: Importer {
  static var format: FormatDescription {
    FormatDescription(
      id: Format.id, tool: "fake", title: Format.id, holds: "", lacks: "", record: "fake", richness: Format.richness)
  }

  init(options: ImportOptions) {}

  static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    String(decoding: prefix, as: UTF8.self).hasPrefix(Format.id) ? .certain : .no
  }

  func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let words = String(decoding: try source.readAll(), as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard words.count == 3, let count = Int(words[1]), let mean = Double(words[2]),
      let requests = MetricCatalogue.metric(.requestCount), let duration = MetricCatalogue.metric(.requestDuration)
    else {
      throw Diagnostic(
        .error, DiagnosticID(rawValue: "fake-broken"), "this is broken", at: SourceLocation(file: source.name, line: 2))
    }
    run.addCounter(requests, Double(count), in: .one)
    run.addDistribution(duration, count: count, statistics: [.mean: mean], in: .milliseconds, method: .unstated)
    run.record(
      Diagnostic(.note, DiagnosticID(rawValue: "fake-note"), "seen", at: SourceLocation(file: source.name, line: 1)))
  }
}

/// A folder that is deleted when the test is over.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "perfreport-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file with the folders above it, and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }
}

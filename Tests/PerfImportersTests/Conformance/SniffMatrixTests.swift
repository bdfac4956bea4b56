import PerfFormats
import PerfImporterConformance
import PerfImporters
import TestCorpus
import Testing

/// Every fixture through every importer: exactly one is certain, the right one.
struct SniffMatrixTests {
  static let fixtures = ImporterRegistry.all.flatMap { importer in
    FixtureFiles.all(of: importer.format.id).map { (importer.format.id, $0) }
  }

  private static func prefix(_ bytes: [UInt8]) throws -> ArraySlice<UInt8> {
    var source = try ByteSource.bytes(bytes, name: "prefix")
    return try source.prefix()[...]
  }

  @Test func fixturesArePresent() { #expect(Self.fixtures.count >= ImporterRegistry.all.count) }

  @Test(arguments: fixtures.map { ($0.0, $0.1.name) })
  func oneIsCertain(id: String, name: String) throws {
    let prefix = try Self.prefix(FixtureFiles.bytes(name))
    #expect(ImporterRegistry.all.filter { $0.sniff(prefix) == .certain }.map { $0.format.id } == [id])
  }

  /// A binary file may be shorter than what is looked at, and no multiple of anything.
  @Test(arguments: [0...0x08, 0x0E...0x1F] as [ClosedRange<UInt8>])
  func shortBinaryIsOfNoFormat(controls: ClosedRange<UInt8>) {
    for control in controls {
      for length in 1...24 {
        let bytes = Array("FLR".utf8) + [UInt8](repeating: control, count: length)
        #expect(ImporterRegistry.all.allSatisfy { $0.sniff(bytes[...]) == .no }, "\(bytes)")
      }
    }
  }

  /// Where the corpus holds files of formats that are known by their content alone.
  private static let places: [(start: String, end: String, id: String)] = [
    ("ab/", "/stdout.txt", "ab-text"), ("ab/", "/gnuplot.tsv", "ab-gnuplot"),
    ("ab/", "/percentiles.csv", "ab-percentiles"), ("jmeter/", "/results.csv", "jtl-csv"),
    ("jmeter/", "/results.jtl", "jtl-csv"), ("jmeter/", "/results.xml", "jtl-xml"),
    ("vegeta/", "/encode.json", "vegeta-json"),
    ("vegeta/", "/encode.csv", "vegeta-csv"), ("hey/", "/out.csv", "hey-csv"), ("h2load/", "/log.tsv", "h2load-log"),
    ("locust/", "_stats_history.csv", "locust-history"),
  ]

  @Test(.enabled(if: TestCorpus.isPresent), arguments: ["loadtest"])
  func corpus(folder: String) throws {
    let root = TestCorpus.path(folder)
    let ids = Set(Self.places.map(\.id))
    for file in TestCorpus.files(below: root) {
      let bytes = try #require(TestCorpus.bytes("\(folder)/\(file)"))
      let prefix = try Self.prefix(Array(bytes.prefix(1 << 20)))
      let expected = Self.places.first { file.hasPrefix($0.start) && file.hasSuffix($0.end) }?.id
      switch ImporterRegistry.identify(prefix) {
      case .one(let importer):
        let id = importer.format.id
        #expect(ids.contains(id) || expected != nil ? id == expected : true, "\(file) is taken for \(id)")
      case .ambiguous(let ids): Issue.record("\(file) is claimed by \(ids)")
      case .unknown: #expect(expected == nil, "\(file)")
      }
    }
  }
}

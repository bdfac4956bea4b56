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

  @Test(.enabled(if: TestCorpus.isPresent), arguments: ["loadtest"])
  func corpus(folder: String) throws {
    let root = TestCorpus.path(folder)
    for file in TestCorpus.files(below: root) {
      let bytes = try #require(TestCorpus.bytes("\(folder)/\(file)"))
      let prefix = try Self.prefix(Array(bytes.prefix(1 << 20)))
      let isAB = file.hasPrefix("ab/") && file.hasSuffix("/stdout.txt")
      switch ImporterRegistry.identify(prefix) {
      case .one(let importer): #expect((importer.format.id == "ab-text") == isAB, "\(file)")
      case .ambiguous(let ids): Issue.record("\(file) is claimed by \(ids)")
      case .unknown: #expect(!isAB, "\(file)")
      }
    }
  }
}

import PerfImporterConformance
import PerfImporters
import TestCorpus
import Testing

/// Every importer of the house keeps to the rules of the conformance kit.
struct ConformanceTests {
  static let ids = ImporterRegistry.all.map { $0.format.id }

  @Test(arguments: ids)
  func hasFixtures(id: String) {
    #expect(!FixtureFiles.all(of: id).isEmpty, "Tests/PerfImportersTests/Fixtures/\(id) is missing or empty")
  }

  @Test(arguments: ids)
  func conforms(id: String) throws {
    let importer = try #require(ImporterRegistry.importer(id: id))
    let foreign = Self.ids.filter { $0 != id }.flatMap(FixtureFiles.all)
    let violations = ImporterConformance.check(importer, fixtures: FixtureFiles.all(of: id), foreign: foreign)
    #expect(violations.isEmpty, "\(violations.prefix(20).map(\.description).joined(separator: "\n"))")
  }

  @Test func idsAreUnique() { #expect(Set(Self.ids).count == Self.ids.count) }

  @Test(arguments: ids)
  func describesItself(id: String) throws {
    let format = try #require(ImporterRegistry.importer(id: id)).format
    #expect(id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
    #expect(![format.tool, format.title, format.holds, format.record].contains(""))
  }
}

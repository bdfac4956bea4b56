import PerfImporterConformance
import PerfModel
import Testing

struct TallyImporterTests {
  private static let report = Array("tally report\nGET /home 120 41.5 180.25\nGET /cart 80 60 322\nend\n".utf8)

  @Test func readsMilliseconds() throws {
    let run = try #require(ImporterConformance.read(TallyImporter.self, Self.report, name: "tally.txt").first)
    let home = try #require(run[SeriesKey(.requestDuration, endpoint: "GET /home")])
    #expect(home[.median] == 0.0415 && home[.quantile(0.95)] == 0.18025)
  }

  @Test func conforms() {
    let violations = ImporterConformance.check(
      TallyImporter.self, fixtures: [Fixture(name: "tally.txt", bytes: Self.report)],
      foreign: [Fixture(name: "ab.txt", bytes: Array("This is ApacheBench, Version 2.3\n".utf8))])
    #expect(violations.isEmpty, "\(violations)")
  }
}

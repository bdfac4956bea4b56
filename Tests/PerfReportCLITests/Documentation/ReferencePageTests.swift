import Foundation
import PerfImporters
import PerfModel
import PerfUnits
import TestCorpus
import Testing

/// The reference pages say all that there is, and nothing else.
struct ReferencePageTests {
  static let formats = ImporterRegistry.formats.map(\.id)

  @Test(arguments: formats)
  func formatPageIsTheGeneratedOne(id: String) throws {
    let page = DocumentationPage("docs/formats/\(id).md")
    let generated = try Sandbox().run("perfreport formats \(id) --markdown").output
    let isCurrent = (try? page.text()) == generated
    if !isCurrent, Recording.isOn { return try Recording.write(generated, to: page.file) }
    #expect(isCurrent, "perfreport formats \(id) --markdown > \(page.path)")
  }

  @Test func noFormatPageIsLeftOver() {
    let pages = TestCorpus.files(below: TestCorpus.repository + "/docs/formats")
    #expect(Set(pages) == Set(Self.formats.map { $0 + ".md" }))
  }

  @Test func theReadmeListsEveryFormat() throws {
    let readme = try DocumentationPage("README.md").text()
    for id in Self.formats { #expect(readme.contains("](docs/formats/\(id).md)"), "\(id)") }
  }

  @Test func everyDiagnosticIsExplained() throws {
    let declared = try Self.sources().flatMap { text in
      text.matches(of: /DiagnosticID\((?:rawValue: )?"([a-z0-9-]+)"\)/).map { String($0.1) }
    }
    #expect(declared.count > 40, "the sources were found")
    let explained = try DocumentationPage("docs/diagnostics.md").firstColumn()
    #expect(Set(explained).count == explained.count, "each once")
    #expect(Set(explained) == Set(declared))
  }

  private static func sources() throws -> [String] {
    let folder = TestCorpus.repository + "/Sources/"
    return try TestCorpus.files(below: folder).filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOfFile: folder + $0, encoding: .utf8)
    }
  }

  @Test func everyMetricIsListed() throws {
    let rows = try DocumentationPage("docs/metrics.md").lines().filter { $0.hasPrefix("| `") }
    let directions: [Direction: String] = [.lowerIsBetter: "lower", .higherIsBetter: "higher", .informational: "–"]
    let expected = MetricCatalogue.all.map { metric in
      let unit = metric.unit.symbol
      return "| `\(metric.id)` | \(unit) | \(metric.instrument.rawValue) | \(directions[metric.direction] ?? "?") |"
    }
    #expect(rows == expected, "in the order of the catalogue:\n\(expected.joined(separator: "\n"))")
  }

  @Test(arguments: ["run", "comparison", "plan"])
  func everyMemberOfTheJSONIsExplained(schema: String) throws {
    let text = try Sandbox().run("perfreport schema \(schema)").output
    let root = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let page = try DocumentationPage("docs/json.md").text()
    let members = Self.members(of: root)
    #expect(members.count > 20)
    for member in members { #expect(page.contains("`\(member)`"), "\(member) of \(schema)") }
  }

  /// The names of all members that a schema describes, at any depth.
  private static func members(of schema: Any) -> Set<String> {
    if let array = schema as? [Any] { return Set(array.flatMap(members)) }
    guard let object = schema as? [String: Any] else { return [] }
    let own = (object["properties"] as? [String: Any]).map { Set($0.keys) } ?? []
    return own.union(object.values.flatMap(members))
  }

  @Test("links between pages lead somewhere", arguments: DocumentationPage.all)
  func links(page: DocumentationPage) throws {
    let folder = URL(filePath: page.file).deletingLastPathComponent()
    for link in try page.text().matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/) {
      let target = folder.appending(path: String(link.1)).path
      #expect(FileManager.default.fileExists(atPath: target), "\(page.path): \(link.1)")
    }
  }
}

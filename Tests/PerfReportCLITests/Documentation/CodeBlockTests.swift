import Foundation
import TestCorpus
import Testing

/// The Swift of the documentation is Swift that these tests compile and run, letter by letter.
struct CodeBlockTests {
  private static func source(_ name: String) throws -> String {
    try String(
      contentsOfFile: TestCorpus.repository + "/Tests/PerfReportCLITests/Documentation/" + name, encoding: .utf8)
  }

  @Test func theLibraryExampleOfTheReadme() throws {
    #expect(try DocumentationPage("README.md").blocks("swift") == [Self.source("LibraryExample.swift")])
  }

  @Test func theLibraryExampleWorks() throws {
    let samples = TestCorpus.repository + "/samples/"
    #expect(try isAcceptable(before: samples + "before.json", after: samples + "after.json"))
    #expect(try !isAcceptable(before: samples + "before.json", after: samples + "ab/after/feed.txt"))
  }

  @Test func theImporterOfTheGuide() throws {
    let expected = try [Self.source("TallyImporter.swift"), Self.source("TallyImporterTests.swift")]
    #expect(try DocumentationPage("CONTRIBUTING.md").blocks("swift") == expected)
  }
}

import Foundation
import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfModel
import Testing

@Suite struct SLOSourceTests {
  @Test func anExpressionIsRead() throws {
    let document = try SLOSource.load("GET /api/feed p95 < 200ms")
    #expect(document.statements.map(told) == ["request.duration p95 < 0.2 of GET /api/feed"])
    #expect(document.statements.allSatisfy { $0.source.origin == .commandLine })
  }

  @Test(
    "What is neither a file nor readable is an error",
    arguments: [
      ("slo.md", "input-missing"), ("docs/targets", "input-missing"), ("make it fast", "objective-not-understood"),
      ("p95 < 200 bananas", "objective-not-understood"), (".", "input-unreadable"),
    ])
  func refuses(argument: String, id: String) {
    #expect { try SLOSource.load(argument) } throws: { ($0 as? Diagnostic)?.id.rawValue == id }
  }

  @Test(
    "The name tells the kind, and the content where the name does not",
    arguments: [
      ("slo.yml", "objectives: [\"p95 < 200ms\"]", "objectivesFile"), ("slo.md", "- p95 < 200ms", "document"),
      ("SLO.MARKDOWN", "- p95 < 200ms", "document"), ("slo", "# mine\nobjectives:\n- p95 < 200ms", "objectivesFile"),
      ("slo.txt", "objectives are:\n\n- p95 < 200ms", "document"),
    ])
  func kind(name: String, text: String, origin: String) throws {
    let statements = try SLOSource.read(Array(text.utf8), name: name).statements
    #expect(statements.map(\.source.origin.rawValue) == [origin])
    #expect(statements.map { told($0).drop { $0 != "r" } } == ["request.duration p95 < 0.2"])
  }

  @Test func aFileIsLoaded() throws {
    let path = NSTemporaryDirectory() + "slo-\(UUID().uuidString).md"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("\n- p99 < 1s\n".utf8).write(to: URL(fileURLWithPath: path))
    let document = try SLOSource.load(path)
    #expect(document.statements.map(told) == ["2 request.duration p99 < 1"])
    #expect(document.statements.first?.source.file == path)
  }
}

import PerfDiagnostics
import PerfImporters
import TestCorpus
import Testing

/// Folders as people keep them, with notes, tables and documents of other tools between the files that can be read.
struct EvidenceFolderTests {
  @Test(
    "no file of another tool stops a folder", .enabled(if: TestCorpus.isPresent),
    arguments: ["docker", "java", "node", "perf", "postgres", "python", "go/go1.19", "go/go1.27", "linked-lms"],
    ["before", "after"])
  func loads(folder: String, side: String) throws {
    let path = TestCorpus.path("profiles/\(folder)/\(side)")
    let loaded = try RunLoader().load([InputSpec(label: nil, path: path)])
    #expect(!loaded.evidence.isEmpty)
    #expect(loaded.runs.count == (folder == "linked-lms" ? 1 : 0))
  }

  @Test("vegeta's results lie beside their two encodings: one run", .enabled(if: TestCorpus.isPresent))
  func vegeta() throws {
    let side = try RunLoader().load([InputSpec(label: nil, path: TestCorpus.path("loadtest/vegeta/before_mix"))])
    #expect(side.runs.count == 1)
    #expect(side.diagnostics.filter { $0.id == .formatUnreadable }.map(\.location?.file) == ["before_mix/results.bin"])
  }
}

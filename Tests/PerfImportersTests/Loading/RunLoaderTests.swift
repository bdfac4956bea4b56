import Foundation
import PerfDiagnostics
import PerfImporters
import PerfModel
import TestCorpus
import Testing

struct RunLoaderTests {
  private let fakes: [any Importer.Type] = [
    ABTextImporter.self, FakeImporter<FakeSummary>.self, FakeImporter<FakeRaw>.self,
  ]
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func load(
    _ paths: String..., label: String? = nil, format: String? = nil, hashesFiles: Bool = false
  ) throws -> LoadedSide {
    let loader = RunLoader(format: format, hashesFiles: hashesFiles, importers: fakes)
    return try loader.load(paths.map { InputSpec(label: label, path: $0) })
  }

  @Test("a file is a run, named after the file, with size and digest")
  func file() throws {
    let path = try scratch.write("ab/before.run.txt", "fake-summary\n600 12.5\n")
    let side = try load(path, hashesFiles: true)
    #expect(side.runs.map(\.label) == ["before.run"])
    #expect(value(side.runs[0], .requestCount) == 600)
    // printf 'fake-summary\n600 12.5\n' | sha256sum
    let digest = "b9064eaa1843ab1845400ab8cc20b5edc2e62310c9fc130e19cc980e9a2c8a4f"
    #expect(side.runs[0].files.map(\.path) == ["before.run.txt"])
    #expect(side.runs[0].files.map(\.bytes) == [22])
    #expect(side.runs[0].files[0].sha256 == digest)
  }

  @Test("what is stored in a run never holds an absolute path, what is thrown names the file as typed")
  func paths() throws {
    let good = try scratch.write("good.txt", "fake-summary\n600 12.5\n")
    let bad = try scratch.write("bad.txt", "fake-summary\nbroken\n")
    let side = try load(good)
    #expect(side.runs[0].files[0].path == "good.txt")
    #expect(side.runs[0].files[0].sha256 == nil)
    #expect(side.runs[0].diagnostics.map(\.location?.file) == ["good.txt"])
    let error = #expect(throws: Diagnostic.self) { try load(bad) }
    #expect(error?.location == SourceLocation(file: bad, line: 2))
  }

  @Test("a compressed file is named without both of its suffixes")
  func compressed() throws {
    let path = try scratch.write("raw.json.gz", Self.gzip("fake-raw\n600 12.5\n"))
    let side = try load(path)
    #expect(side.runs.map(\.label) == ["raw"])
    #expect(value(side.runs[0], .requestCount) == 600)
  }

  @Test("a compressed file that ends early says so in its run")
  func truncated() throws {
    let bytes = Self.gzip("fake-raw\n600 12.5\n")
    let path = try scratch.write("raw.json.gz", Array(bytes.dropLast(8)))
    #expect(try load(path).runs[0].diagnostics.map(\.id.rawValue) == ["fake-note", "input-truncated"])
  }

  @Test("a folder is all files below it that are recognised, in the order of their paths; the others are listed")
  func folder() throws {
    try scratch.write("side/b.txt", "fake-summary\n600 12.5\n")
    try scratch.write("side/a/x.txt", "fake-summary\n700 12.5\n")
    try scratch.write("side/a/notes.md", "# notes\n")
    try scratch.write("side/stderr.txt", "")
    try scratch.write("side/.git/z.txt", "fake-summary\n1 1\n")
    try scratch.write("side/.hidden", "fake-summary\n1 1\n")
    let side = try load(scratch.path + "/side")
    #expect(side.runs.map(\.label) == ["a/x", "b"])
    #expect(side.runs.map { $0.files[0].path } == ["side/a/x.txt", "side/b.txt"])
    #expect(side.unrecognised == ["side/a/notes.md", "side/stderr.txt"])
    #expect(side.diagnostics.isEmpty)
    #expect(side.findings.map(\.message) == ["of no known format, and left out: side/a/notes.md, side/stderr.txt"])
  }

  @Test("links to folders are followed once, broken links are listed, pipes are not waited for")
  func links() throws {
    try scratch.write("side/a/x.txt", "fake-summary\n600 12.5\n")
    try scratch.link("side/a/up", to: "..")
    try scratch.link("side/broken", to: "nowhere")
    try #require(mkfifo(scratch.path + "/side/pipe", 0o600) == 0)
    let side = try load(scratch.path + "/side")
    #expect(side.runs.map(\.label) == ["a/x"])
    #expect(side.unrecognised == ["side/broken", "side/pipe"])
  }

  @Test("a broken file of a known format is an error, in a folder too")
  func brokenInFolder() throws {
    try scratch.write("side/a.txt", "fake-summary\n600 12.5\n")
    let bad = try scratch.write("side/b.txt", "fake-summary\nbroken\n")
    let error = #expect(throws: Diagnostic.self) { try load(scratch.path + "/side") }
    #expect(error?.location?.file == bad)
  }

  @Test("a packed file of a folder that cannot be unpacked is listed with a warning")
  func brokenPacking() throws {
    try scratch.write("side/a.txt", "fake-summary\n600 12.5\n")
    try scratch.write("side/b.gz", [0x1F, 0x8B, 0x08, 0x00] + [UInt8](repeating: 0xFF, count: 40))
    let side = try load(scratch.path + "/side")
    #expect(side.unrecognised == ["side/b.gz"])
    #expect(side.diagnostics.map(\.id) == [.inputSkipped])
  }

  @Test("a folder without any result is an error")
  func emptyFolder() throws {
    try scratch.write("side/notes.md", "# notes\n")
    let error = #expect(throws: Diagnostic.self) { try load(scratch.path + "/side") }
    #expect(error?.id == .formatUnknown)
    #expect(error?.message == "no file in the folder is a load-test result")
    #expect(error?.hint?.hasPrefix("seen: side/notes.md; readable formats: ab-text") == true)
  }

  @Test("a given label names a file, and the one run of a folder; more runs get their files behind it")
  func givenLabels() throws {
    let one = try scratch.write("one/a.txt", "fake-summary\n600 12.5\n")
    #expect(try load(one, label: "main").runs.map(\.label) == ["main"])
    #expect(try load(scratch.path + "/one", label: "main").runs.map(\.label) == ["main"])
    try scratch.write("one/b.txt", "fake-summary\n600 12.6\n")
    #expect(try load(scratch.path + "/one", label: "main").runs.map(\.label) == ["main/a", "main/b"])
  }

  @Test("labels are unique within a side")
  func uniqueLabels() throws {
    let paths = try (1...3).map { try scratch.write("\($0)/run.txt", "fake-summary\n60\($0) 12.5\n") }
    #expect(try load(paths[0], paths[1], paths[2]).runs.map(\.label) == ["run", "run (2)", "run (3)"])
  }

  @Test("several runs of one file keep their numbers")
  func severalRuns() throws {
    let path = try scratch.write("ab.txt", FixtureFiles.bytes("ab-text/repeats.txt"))
    let side = try load(path)
    #expect(side.runs.map(\.label) == ["ab", "ab (2)", "ab (3)"])
    #expect(side.runs.map { $0.files.map(\.path) } == [["ab.txt"], ["ab.txt"], ["ab.txt"]])
  }

  @Test("the same bytes twice are one run and a warning")
  func copies() throws {
    let a = try scratch.write("a.txt", "fake-summary\n600 12.5\n")
    let b = try scratch.write("b.txt", "fake-summary\n600 12.5\n")
    let side = try load(a, b, a)
    #expect(side.runs.map(\.label) == ["a"])
    #expect(side.diagnostics.map(\.id) == [.inputDuplicate, .inputDuplicate])
    #expect(side.diagnostics.map(\.severity) == [.warning, .warning])
    #expect(side.diagnostics.map(\.location?.file) == ["b.txt", "a.txt"])
    #expect(side.diagnostics[0].message == "the file has the same bytes as a.txt; one run is counted once")
  }

  @Test("a copy that is compressed is a copy too")
  func compressedCopy() throws {
    let a = try scratch.write("a.txt", "fake-raw\n600 12.5\n")
    let b = try scratch.write("b.txt.gz", Self.gzip("fake-raw\n600 12.5\n"))
    let side = try load(a, b)
    #expect(side.runs.count == 1)
    #expect(side.diagnostics.map(\.severity) == [.warning])
  }

  @Test("a summary and a raw file of one run are one run, the raw file preferred")
  func summaryAndRaw() throws {
    try scratch.write("side/a-summary.json", "fake-summary\n600 12.5\n")
    try scratch.write("side/b-raw.json", "fake-raw\n600 12.5000001\n")
    let side = try load(scratch.path + "/side")
    #expect(side.runs.map(\.label) == ["b-raw"])
    #expect(side.runs[0].files.map(\.path) == ["side/b-raw.json", "side/a-summary.json"])
    #expect(side.diagnostics.map(\.severity) == [.note])
    #expect(side.diagnostics[0].location?.file == "side/a-summary.json")
  }

  @Test(
    "what nobody knows is an error that says what it looks like and what is read",
    arguments: [("{\"a\": 1}", "JSON"), ("<html>", "XML or HTML"), ("hello", "text"), ("\u{1}\u{2}", "binary data")])
  func unknown(text: String, look: String) throws {
    let path = try scratch.write("x", text)
    let error = #expect(throws: Diagnostic.self) { try load(path) }
    #expect(error?.id == .formatUnknown)
    #expect(error?.message == "no importer knows this file; it looks like \(look)")
    #expect(error?.hint?.contains("fake-summary") == true)
  }

  @Test("what two importers claim is an error that lists them")
  func ambiguous() throws {
    let path = try scratch.write("x", "fake-raw\n600 12.5\n")
    let loader = RunLoader(importers: fakes + [FakeImporter<FakeRival>.self])
    let error = #expect(throws: Diagnostic.self) { try loader.load([InputSpec(label: nil, path: path)]) }
    #expect(error?.id == .formatAmbiguous)
    #expect(error?.message.hasSuffix("fake-raw, fake-r") == true)
  }

  @Test("a forced format wins over the content; in a folder it takes what it does not deny")
  func forcedFormat() throws {
    let path = try scratch.write("side/x", "fake-raw\n600 12.5\n")
    #expect(try load(path, format: "fake-summary").runs.map(\.format) == ["fake-summary"])
    try scratch.write("side/y", "fake-summary\n500 12.5\n")
    let side = try load(scratch.path + "/side", format: "fake-summary")
    #expect(side.runs.map(\.label) == ["y"])
    #expect(side.unrecognised == ["side/x"])
    let error = #expect(throws: Diagnostic.self) { try load(path, format: "fake-sumary") }
    #expect(error?.hint?.hasPrefix("did you mean fake-summary? ") == true)
  }

  @Test("missing and empty inputs are errors of their own")
  func missingAndEmpty() throws {
    let missing = #expect(throws: Diagnostic.self) { try load(scratch.path + "/nowhere") }
    #expect(missing?.id == .inputMissing)
    #expect(missing?.location?.file == scratch.path + "/nowhere")
    let empty = try scratch.write("empty", "")
    let error = #expect(throws: Diagnostic.self) { try load(empty) }
    #expect(error?.id == .inputEmpty)
  }

  @Test("the corpus of ab loads as nineteen runs", .enabled(if: TestCorpus.isPresent))
  func corpus() throws {
    let side = try RunLoader(importers: [ABTextImporter.self])
      .load([InputSpec(label: nil, path: TestCorpus.path("loadtest/ab"))])
    #expect(side.runs.count == 19)
    #expect(side.runs.first?.label == "after_courses/stdout")
    #expect(side.runs.first?.files.first?.path == "ab/after_courses/stdout.txt")
    #expect(side.diagnostics.isEmpty)
    #expect(side.unrecognised.contains("ab/after_courses/gnuplot.tsv"))
  }

  /// Compresses with the `gzip` of the system.
  private static func gzip(_ text: String) -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-n", "-c"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    do { try process.run() } catch { return [] }
    input.fileHandleForWriting.write(Data(text.utf8))
    input.fileHandleForWriting.closeFile()
    return [UInt8](output.fileHandleForReading.readDataToEndOfFile())
  }
}

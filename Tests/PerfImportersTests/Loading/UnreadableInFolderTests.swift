import PerfDiagnostics
import PerfImporters
import PerfModel
import Testing

/// A file of a folder that is known and cannot be read is left out with a sentence and a command of its own.
struct UnreadableInFolderTests {
  private static let trace: [UInt8] = Array("go 1.26 trace\0\0\0".utf8)

  @Test func besideAResult() throws {
    let scratch = try Scratch()
    try scratch.write("side/run.txt", FixtureFiles.bytes("ab-text/n3-c3.txt"))
    try scratch.write("side/trace.out", Self.trace)
    try scratch.write("side/notes.md", "# notes\n")
    let side = try RunLoader().load([InputSpec(argument: scratch.path + "/side")])
    #expect(side.runs.count == 1 && side.unrecognised == ["side/notes.md"])
    let warning = try #require(side.diagnostics.first)
    #expect(side.diagnostics.count == 1 && warning.severity == .warning && warning.id == .formatUnreadable)
    #expect(warning.location?.file == "side/trace.out")
    #expect(warning.message == "this is a Go execution trace, which cannot be read, and is left out")
    #expect(warning.hint?.contains("go tool trace -pprof=sync") == true)
  }

  @Test("alone it is an error that says the same")
  func alone() throws {
    let scratch = try Scratch()
    try scratch.write("side/trace.out", Self.trace)
    let error = try #require(
      #expect(throws: Diagnostic.self) { try RunLoader().load([InputSpec(argument: scratch.path + "/side")]) })
    #expect(error.id == .formatUnreadable && error.severity == .error)
    #expect(error.message.contains("side/trace.out: this is a Go execution trace, which cannot be read"))
    #expect(error.hint?.contains("go tool trace -pprof=sync") == true)
  }

  @Test("vegeta's binary results lie beside their encoding")
  func gob() throws {
    let scratch = try Scratch()
    try scratch.write("side/results.bin", FixtureFiles.bytes("refused/vegeta-results.bin"))
    try scratch.write("side/encode.json", FixtureFiles.bytes("vegeta-json/refused.json"))
    let side = try RunLoader().load([InputSpec(argument: scratch.path + "/side")])
    #expect(side.runs.map(\.format) == ["vegeta-json"])
    #expect(side.diagnostics.map(\.hint) == ["vegeta encode < results.bin > results.json"])
  }

  @Test(
    "what jfr prints is known, and nothing of it is shown",
    arguments: [
      #"{"recording": {"events": [{"type": "jdk.InitialEnvironmentVariable", "values": {"key": "AWS_SECRET"}}]}}"#,
      "{\n  \"recording\": {\n    \"events\": [{ \"AWS_SECRET\"",
      #"<recording xmlns:xsi="x"><events><event type="jdk.InitialEnvironmentVariable">AWS_SECRET"#,
      "jdk.InitialEnvironmentVariable {\n  startTime = 04:06:31.519\n  key = \"AWS_SECRET\"\n",
    ])
  func printedRecording(text: String) throws {
    let scratch = try Scratch()
    let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for (name, bytes) in [("utf8", Array(text.utf8)), ("utf16", utf16)] {
      let input = InputSpec(argument: try scratch.write(name, bytes))
      for format in [nil, "k6-ndjson", "junit"] {
        let error = try #require(#expect(throws: Diagnostic.self) { try RunLoader(format: format).load([input]) })
        #expect(error.id == .formatUnreadable && error.excerpt == nil, "\(name)")
        #expect(!"\(error)".contains("SECRET"))
      }
    }
  }

  @Test(
    "what is of no use is told apart from what nobody knows",
    arguments: [
      ("wal_records,wal_fpi,wal_bytes\n1,2,3\n", "pg_stat_wal"),
      (
        " checkpoints_timed | buffers_clean | maxwritten_clean \n-------------------+---------------+------------------\n"
          + "                 0 |           466 |                4\n(1 row)\n", "pg_stat_bgwriter"
      ),
      ("vm\t1\t2026-11-21 03:44:20 UTC\tall\t%user\t78.61\n", "sadf -p"),
    ])
  func named(text: String, name: String) throws {
    let scratch = try Scratch()
    let input = InputSpec(argument: try scratch.write("x", text))
    let error = try #require(#expect(throws: Diagnostic.self) { try RunLoader().load([input]) })
    #expect(error.id == .formatUnreadable && error.message.contains(name))
  }
}

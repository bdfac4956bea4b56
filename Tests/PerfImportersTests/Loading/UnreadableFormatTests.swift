import PerfDiagnostics
import PerfImporters
import TestCorpus
import Testing

/// What is known and cannot be read is refused in one sentence with a way on, and nothing of it is shown: a recording of a JVM holds the
/// environment of its process, and with it passwords.
struct UnreadableFormatTests {
  struct Known: Sendable, CustomTestStringConvertible {
    let title: String
    let command: String
    /// The first bytes of a file.
    let head: [UInt8]
    /// Recorded files of the corpus.
    let recorded: [String]

    var testDescription: String { title }
  }

  static let known = [
    Known(
      title: "a Go execution trace", command: "go tool trace -pprof=sync trace.out > sync.pb.gz",
      head: Array("go 1.26 trace\0\0\0".utf8),
      recorded: ["1.19/before", "1.19/after", "1.27/before", "1.27/after"].map { "profiles/go/go\($0)/trace.out" }),
    Known(
      title: "a recording of Java Flight Recorder",
      command: "java -cp converter.jar jfr2flame --collapsed recording.jfr stacks.folded",
      head: [0x46, 0x4C, 0x52, 0, 0, 2, 0, 1],
      recorded: ["profiles/java/before/rec.jfr", "public/profiles/speedscope/java-flight-recorder/heavy.jfr"]),
    Known(
      title: "the binary simulation.log of Gatling 3.12 or newer",
      command: "mvn gatling:test -Dgatling.reportsOnly=FOLDER", head: [0, 0, 0, 0, 6] + Array("3.14.3".utf8) + [0],
      recorded: [
        "public/loadtest/gatling/gatling-charts/src/test/resources/known_stats/simulation.log",
        "public/loadtest/taurus/gatling/gatling-6-314/simulation.log",
        "public/loadtest/taurus/gatling/gatling-8-314/simulation.log",
      ]),
  ]

  @Test(arguments: known)
  func refusesWithoutEcho(known: Known) throws {
    let secret = "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI"
    let shown = try refusal(of: known.head + Array(secret.utf8) + [0], as: known)
    #expect(!shown.contains("AWS") && !shown.contains("wJalr"))
  }

  @Test(.enabled(if: TestCorpus.isPresent), arguments: known)
  func refusesRecordedFiles(known: Known) throws {
    for path in known.recorded {
      let bytes = try #require(TestCorpus.bytes(path), "there is no \(path)")
      let shown = try refusal(of: bytes, as: known)
      // A recording says what it is, as the refusal does.
      let texts = bytes.split { !(0x20...0x7E).contains($0) }.filter { $0.count >= 12 }
        .map { String(decoding: $0, as: UTF8.self) }.filter { !known.title.contains($0) }
      #expect(!texts.isEmpty, "there is text in \(path) that could be shown")
      #expect(texts.first { shown.contains($0) } == nil, "of \(path)")
    }
  }

  @Test(
    "what psql prints for other programs is refused with the command for this one",
    arguments: [
      ("\\begin{tabular}{r | l}\n\\textit{calls} & \\textit{query} \\\\\n\\hline\n2 & COMMIT \\\\\n", "LaTeX"),
      ("\\begin{center}\nSlow queries\n\\end{center}\n\n\\begin{longtable}{rl}\n", "LaTeX"),
      (".LP\n.TS\ncenter;\nr | l.\n\\fIcalls\\fP\t\\fIquery\\fP\n_\n2\tCOMMIT\n.TE\n", "troff"),
      ("queryid~query~mean_exec_time\n1~SELECT a~2.5\n(1 row)\n", "in a style of psql"),
      ("queryid\0query\0mean_exec_time\n1\0SELECT a\0002.5\n", "in a style of psql"),
      ("Slow queries\nquery|mean_exec_time\nSELECT a|2.5\n", "in a style of psql"),
      ("1|SELECT a,\n b|12.5\n2|COMMIT|0\n", "without the names"),
      ("1,\"SELECT a\",12.5\n2,COMMIT,0\n", "without the names"),
      ("      1 | SELECT a       | 12.5\n      2 | COMMIT         |    0\n\n", "without the names"),
    ])
  func stylesOfPsql(text: String, title: String) throws {
    let scratch = try Scratch()
    let input = InputSpec(argument: try scratch.write("statements.txt", text))
    let error = #expect(throws: Diagnostic.self) { try RunLoader().load([input]) }
    #expect(error?.id == .formatUnreadable && error?.message.contains(title) == true)
    #expect(error?.hint?.contains("psql --csv -c") == true)
  }

  @Test func aPlanAsHTML() throws {
    let scratch = try Scratch()
    let text = "<table border=\"1\">\n  <tr>\n    <th align=\"center\">QUERY PLAN</th>\n  </tr>\n"
    let input = InputSpec(argument: try scratch.write("plan.html", text))
    let error = #expect(throws: Diagnostic.self) { try RunLoader().load([input]) }
    #expect(error?.id == .formatUnreadable && error?.hint?.contains("EXPLAIN (ANALYZE") == true)
  }

  @Test(
    "a script that asks for statistics, and prose with bars, are no table of psql",
    arguments: [
      "SELECT query, mean_exec_time FROM pg_stat_statements;\n",
      "what | when\nto SELECT | now\nof | it\nall | of\nit | x\n",
    ])
  func otherTexts(text: String) throws {
    let scratch = try Scratch()
    let input = InputSpec(argument: try scratch.write("notes.txt", text))
    let error = #expect(throws: Diagnostic.self) { try RunLoader().load([input]) }
    #expect(error?.id == .formatUnknown)
  }

  /// All that a reader sees of the refusal.
  private func refusal(of bytes: [UInt8], as known: Known) throws -> String {
    let scratch = try Scratch()
    let input = InputSpec(argument: try scratch.write("recorded.bin", bytes))
    var shown = ""
    // Who insists on another format sees no more of it.
    for format in [nil, "pprof-text", "folded", "k6-ndjson"] {
      let error = #expect(throws: Diagnostic.self) { try RunLoader(format: format).load([input]) }
      let diagnostic = try #require(error)
      #expect(diagnostic.id == .formatUnreadable && diagnostic.excerpt == nil)
      #expect(diagnostic.message == "this is \(known.title), which cannot be read")
      #expect(diagnostic.hint?.contains(known.command) == true)
      shown += "\(diagnostic)"
    }
    return shown
  }
}

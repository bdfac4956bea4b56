import PerfDiagnostics
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// vegeta's results in its three encodings.
struct VegetaTests {
  @Test("the binary encoding is recognised and refused with the way to JSON")
  func gob() throws {
    let bytes = try FixtureFiles.bytes("refused/vegeta-results.bin")
    let scratch = try Scratch()
    let path = try scratch.write("results.bin", bytes)
    let error = try #require(
      #expect(throws: Diagnostic.self) { try RunLoader().load([InputSpec(argument: path)]) })
    #expect(error.id == .formatUnreadable)
    #expect(error.message == "this is a file of vegeta's binary results, which only vegeta reads")
    #expect(error.hint == "vegeta encode < results.bin > results.json")
  }

  @Test(
    "both readable encodings of an attack give the same run", .enabled(if: TestCorpus.isPresent),
    arguments: [
      "after_mix", "before_mix", "non2xx", "refused",
    ])
  func encodings(name: String) throws {
    let folder = "loadtest/vegeta/\(name)/encode."
    let json = try readRaw("vegeta-json", try #require(TestCorpus.bytes(folder + "json")))
    let csv = try readRaw("vegeta-csv", try #require(TestCorpus.bytes(folder + "csv")))
    #expect(json.series == csv.series && json.timelines == csv.timelines && json.startedAt == csv.startedAt)
  }

  @Test("a refused connection is a failure with code 0 and vegeta's words")
  func refused() throws {
    let run = try readRaw("vegeta-json", try FixtureFiles.bytes("vegeta-json/refused.json"))
    #expect(value(run, .requestErrorRatio) == 1)
    #expect(value(run, .requestCount, "GET /x", ["status": "0"]) == 20)
    let words = run.series.compactMap { $0.key.labels["error"] }
    #expect(Set(words).count == 1 && words.allSatisfy { $0.hasSuffix("connect: connection refused") })
    #expect(run[SeriesKey(.requestDuration, labels: ["expected_response": "true"])]?.content == .noData)
  }

  @Test("versions before 12.8 write neither method nor URL")
  func oldVersions() throws {
    let run = try readRaw(
      "vegeta-csv",
      "1500000000000000000,200,1000000,0,5,,Ym9keQ==,,0\n1500000000000000000,200,3000000,0,5,,Ym9keQ==,,1\n")
    #expect(value(run, .requestCount) == 2 && value(run, .requestDuration, nil, .none, .mean) == 0.002)
    #expect(run.series.allSatisfy { $0.key.endpoint == nil })
  }

  @Test(
    "bad lines are left out, each with its place",
    arguments: [
      (#"{"code":200,"timestamp":"2026-11-21T03:34:33.5Z","latency":-1,"bytes_out":0,"bytes_in":0}"#, 60),
      (#"{"code":200,"timestamp":"never","latency":1,"bytes_out":0,"bytes_in":0}"#, 25),
      (
        #"{"code":99999999999999999999,"timestamp":"2026-11-21T03:34:33.5Z","latency":1,"bytes_out":0,"bytes_in":0}"#, 9
      ),
      (#"{"code":200,"timestamp":"9999-11-21T03:34:33.5Z","latency":1,"bytes_out":0,"bytes_in":0}"#, 25), ("[]", 1),
    ])
  func badLines(line: String, column: Int) throws {
    let good = #"{"code":200,"timestamp":"2026-11-21T03:34:33.5Z","latency":1,"bytes_out":0,"bytes_in":0}"#
    let run = try readRaw("vegeta-json", "\(good)\n\(line)\n\(good)\n")
    #expect(value(run, .requestCount) == 2)
    let finding = try #require(run.diagnostics.first)
    #expect(finding.id.rawValue == "vegeta-bad-line")
    #expect(finding.location == SourceLocation(file: "input", line: 2, column: column))
  }
}

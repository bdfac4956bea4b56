import PerfDiagnostics
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// Apache Bench writes one run as text, as percentiles (`-e`) and as all requests (`-g`): one run of a side, not three.
struct OneRunOfSeveralFilesTests {
  private static let files = [
    "text.txt": "ab-text/n3-c3.txt", "all.tsv": "ab-gnuplot/three.tsv", "e.csv": "ab-percentiles/three.csv",
  ]

  private static func load(_ names: String...) throws -> LoadedSide {
    let scratch = try Scratch()
    for name in names { try scratch.write("side/" + name, FixtureFiles.bytes(try #require(files[name]))) }
    return try RunLoader().load([InputSpec(argument: scratch.path + "/side")])
  }

  @Test(
    "any two and all three are one run",
    arguments: [
      ["text.txt", "all.tsv"], ["text.txt", "e.csv"], ["all.tsv", "e.csv"], ["text.txt", "all.tsv", "e.csv"],
    ])
  func combinations(names: [String]) throws {
    let scratch = try Scratch()
    for name in names { try scratch.write("side/" + name, FixtureFiles.bytes(try #require(Self.files[name]))) }
    let side = try RunLoader().load([InputSpec(argument: scratch.path + "/side")])
    #expect(side.runs.count == 1)
    #expect(side.diagnostics.map(\.id) == names.dropFirst().map { _ in .inputDuplicate })
  }

  @Test("every request is preferred, under the name that the text has, and the text adds what it alone knows")
  func completed() throws {
    let run = try #require(try Self.load("text.txt", "all.tsv", "e.csv").runs.first)
    #expect(run.format == "ab-gnuplot" && run.label == "all")
    #expect(run.files.map(\.path).sorted() == ["side/all.tsv", "side/e.csv", "side/text.txt"])
    let endpoint = try #require(run.loneEndpoint)
    guard case .distribution(.samples(let samples))? = run[SeriesKey(.requestDuration, endpoint: endpoint)]?.content
    else {
      Issue.record("the duration is not known to the request")
      return
    }
    #expect(samples.count == 3)
    #expect(run[SeriesKey(.requestRate, endpoint: endpoint)]?[.value] == 185.98)
    #expect(run[SeriesKey(.requestErrorRatio, endpoint: endpoint)]?[.value] == 0)
    #expect(run.duration == 0.016)
    #expect(run.series.filter { $0.key.metric == .requestCount }.count == 1)
  }

  @Test(
    "two runs of as many requests are two", .enabled(if: TestCorpus.isPresent),
    arguments: ["gnuplot.tsv", "percentiles.csv"])
  func apart(file: String) throws {
    let paths = ["ab/before_login/stdout.txt", "ab/after_login/\(file)"].map { TestCorpus.path("loadtest/" + $0) }
    #expect(try RunLoader().load(paths.map { InputSpec(label: nil, path: $0) }).runs.count == 2)
  }

  @Test("a run of the same millisecond durations in another folder is another run")
  func otherFolder() throws {
    let scratch = try Scratch()
    try scratch.write("side/1/text.txt", FixtureFiles.bytes("ab-text/n3-c3.txt"))
    try scratch.write("side/2/all.tsv", FixtureFiles.bytes("ab-gnuplot/three.tsv"))
    #expect(try RunLoader().load([InputSpec(argument: scratch.path + "/side")]).runs.count == 2)
  }

  @Test(
    "the nineteen recorded runs are nineteen, each of the files of its own folder", .enabled(if: TestCorpus.isPresent))
  func corpus() throws {
    let side = try RunLoader().load([InputSpec(label: nil, path: TestCorpus.path("loadtest/ab"))])
    #expect(side.runs.count == 19)
    for run in side.runs {
      let folders = Set(run.files.map { $0.path.split(separator: "/").dropLast().joined(separator: "/") })
      #expect(folders.count == 1, "\(run.files.map(\.path))")
    }
  }
}

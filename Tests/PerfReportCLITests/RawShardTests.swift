import Foundation
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// Recorded raw outputs, dealt out to shards: merged they are what the whole file is.
struct RawShardTests {
  private static let fixtures = [
    "k6-ndjson/v2.2-main.ndjson", "k6-ndjson/v2.2-metadata.ndjson", "k6-csv/v2.2-main.csv",
  ]

  /// Lines that every load generator writes: the header of CSV, and what metrics are.
  private func isOfAll(_ line: String, _ number: Int) -> Bool {
    number == 0 && !line.hasPrefix("{") || line.contains(#""type":"Metric""#)
  }

  /// Levels of users, which are of one load generator here: of several they would add up.
  private func isOfUsers(_ line: String) -> Bool {
    line.hasPrefix("vus") || line.contains(#""metric":"vus"#)
  }

  private func shards(_ text: String, _ count: Int) -> [String] {
    var shards = [String](repeating: "", count: count)
    for (number, line) in text.split(separator: "\n").map(String.init).enumerated() {
      let own = isOfUsers(line) ? 0 : number % count
      for shard in shards.indices where shard == own || isOfAll(line, number) { shards[shard] += line + "\n" }
    }
    return shards
  }

  private func load(_ texts: [String]) throws -> [Run] {
    let sandbox = try Sandbox()
    let names = texts.indices.map { "shard\($0).txt" }
    for (name, text) in zip(names, texts) { try sandbox.write(text, to: name) }
    let inputs = names.map { InputSpec(label: nil, path: sandbox.folder.appending(path: $0).path) }
    return try RunLoader(keepsRecordings: true).load(inputs).runs
  }

  @Test(arguments: fixtures, [2, 3])
  func shardsOfARecordedFileMergeToTheFile(fixture: String, count: Int) throws {
    let path = TestCorpus.repository + "/Tests/PerfImportersTests/Fixtures/" + fixture
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let whole = try #require(load([text]).first)
    let shards = try load(shards(text, count))
    #expect(shards.count == count)
    for order in [shards, shards.reversed()] {
      let merged = Shards.merge(order)
      for series in whole.series { #expect(merged[series.key] == series, "\(series.key)") }
      #expect(merged.with(label: whole.label, files: whole.files) == whole)
    }
  }

  @Test func theCommandDoesTheSame() throws {
    let sandbox = try Sandbox()
    try sandbox.copy("Tests/PerfImportersTests/Fixtures/k6-ndjson/v2.2-main.ndjson", to: "all.ndjson")
    for (number, text) in shards(try #require(sandbox.text("all.ndjson")), 3).enumerated() {
      try sandbox.write(text, to: "shard\(number).ndjson")
    }
    let line =
      "gzip shard*.ndjson && perfreport convert --merge shard*.ndjson.gz -o run.json && perfreport convert all.ndjson"
    let outcome = try sandbox.run(line)
    #expect(outcome.status == 0, "\(outcome.errors)")
    func series(_ text: String) -> Substring? { text.range(of: "\"series\"").map { text[$0.lowerBound...] } }
    #expect(try series(#require(sandbox.text("run.json"))) == series(outcome.output))
    #expect(sandbox.text("run.json")?.contains("\"label\": \"run\"") == true)
  }
}

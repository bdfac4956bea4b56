import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import Testing

/// Resource series as JSON, read like the input.
struct ResourceJSONTests {
  private func read(_ text: String) throws -> Run {
    try #require(
      try ImporterConformance.read(ResourceJSONImporter.self, Array(text.utf8), name: "resources.json").first)
  }

  @Test("the same data give equal series as CSV and as JSON", arguments: ["wall", "seconds"])
  func sameAsCSV(name: String) throws {
    let csv = try ImporterConformance.read(
      ResourceCSVImporter.self, FixtureFiles.bytes("resource-csv/\(name).csv"), name: "a.csv")
    let json = try ImporterConformance.read(
      ResourceJSONImporter.self, FixtureFiles.bytes("resource-json/\(name).json"), name: "a.json")
    #expect(csv.map(\.resources) == json.map(\.resources) && csv.map(\.series) == json.map(\.series))
    #expect(json.first?.resources.isEmpty == false && json.flatMap(\.diagnostics).isEmpty)
  }

  @Test func entriesOfOneSeriesAreOne() throws {
    let run = try read(
      #"{"resources":[{"metric":"cpu.utilization","points":[[20,0.5]]},{"points":[[10,25]],"unit":"%","metric":"cpu.utilization"}]}"#
    )
    #expect(run.isEvidence && run.resources.map(\.values) == [[0.25, 0.5]])
    #expect(run.resources.first?.times == [10_000_000_000, 20_000_000_000])
  }

  @Test(
    "what cannot be meant is left out with a word on what is",
    arguments: [
      (#"{"metric":"cpu.utilisation","points":[[1,0.5]]}"#, "did you mean 'cpu.utilization'?"),
      (#"{"metric":"cpu.utilization","role":"servise","points":[[1,0.5]]}"#, "did you mean 'service'?"),
      (#"{"metric":"cpu.utilization","unit":"ms","points":[[1,0.5]]}"#, "leave it empty, which is 1"),
      (
        #"{"metric":"cpu.utilization","unit":"%","points":[[1,320]]}"#,
        "give the share of all there is: 320 % of 4 cores is 0.8, or 80 with unit %"
      ),
      (#"{"metric":"cpu.utilization","points":[[1,-0.5]]}"#, "give a number from 0"),
      (#"{"metric":"cpu.utilization","points":[[1,null]]}"#, "give a number from 0"),
      (#"{"metric":"cpu.utilization","points":[["yesterday",1]]}"#, "give RFC 3339, or seconds since 1970"),
      (#"{"metric":"cpu.utilization","points":[[1e300,1]]}"#, "give RFC 3339, or seconds since 1970"),
      (#"{"metric":"cpu.utilization","points":[[1]]}"#, "[1795231435.25, 0.72]"),
      (#"{"metric":"cpu.utilization","points":[],"instanse":"1"}"#, "did you mean 'instance'?"),
    ])
  func flaws(entry: String, hint: String) throws {
    let run = try read("{\"resources\":[{\"metric\":\"cpu.utilization\",\"points\":[[1,0.25]]},\n\(entry)]}")
    #expect(run.resources.map(\.values) == [[0.25]])
    #expect(run.diagnostics.map(\.hint) == [hint] && run.diagnostics.map(\.id.rawValue) == ["resource-row"])
    #expect(run.diagnostics.first?.location?.line == 2)
  }

  @Test(
    "a file with nothing to use is refused",
    arguments: [
      (#"{"resources":[]}"#, "no-data"), (#"{"resources":[{"metric":"cpu.utilization","points":[]}]}"#, "no-data"),
      (#"{"resources":[{"metric":"cpu","points":[[1,1]]}]}"#, "resource-row"),
      (#"{"clock":"utc","resources":[{"metric":"cpu.utilization","points":[[1,1]]}]}"#, "resource-row"),
      (#"{"resources":[{"metric":"cpu.utilization"}]}"#, "json-missing-key"),
      (#"{"resources":[{"metric":"cpu.utilization","points":3}]}"#, "json-type"),
    ])
  func refusals(text: String, id: String) {
    let error = #expect(throws: Diagnostic.self) { try read(text) }
    #expect(error?.id.rawValue == id && error?.location?.line == 1 && error?.hint != nil)
  }

  @Test(arguments: [#"{"resources":[]}"#, #"{"resources":[{"type":"aws_instance"}]}"#, #"{"resources":{}}"#, "[]"])
  func othersAreNotClaimed(text: String) {
    #expect(ResourceJSONImporter.sniff(Array(text.utf8)[...]) == .no)
  }
}

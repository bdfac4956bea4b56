import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import Testing

/// Tables of what was seen of resources, read like the input.
struct ResourceCSVTests {
  private func read(_ text: String) throws -> Run {
    try #require(
      try ImporterConformance.read(ResourceCSVImporter.self, Array(text.utf8), name: "resources.csv").first)
  }

  @Test func aValueALine() throws {
    let run = try read(
      "time,resource,role,instance,metric,value,unit\n2026-11-21T03:23:55.250Z,api,,api-1,cpu.utilization,72,%\n"
        + "1795231420,api,service,api-1,cpu.utilization,0.41,\n1795231420,\"db, main\",database,,memory.used,512,MiB\n")
    #expect(run.isEvidence && run.diagnostics.isEmpty)
    let cpu = ResourceKey(resource: "api", instance: "api-1", metric: .cpuUtilization)
    let memory = ResourceKey(resource: "db, main", role: .database, metric: .memoryUsed)
    #expect(run.resources.map(\.key) == [cpu, memory])
    // In the order of time, whatever the order of the lines; 1795231420 is 03:23:40 of that day.
    #expect(run.resources[0].values == [0.41, 0.72] && run.resources[0].clock == .wall)
    #expect(run.resources[0].times == [1_795_231_420_000_000_000, 1_795_231_435_250_000_000])
    #expect(run.resources[1].values == [536_870_912])
    let gauge = run[SeriesKey(.cpuUtilization, labels: ["instance": "api-1", "resource": "api", "role": "service"])]
    #expect(gauge?[.value] == 0.72 && gauge?[.minimum] == 0.41 && gauge?[.maximum] == 0.72)
  }

  @Test func secondsCountFromTheRun() throws {
    let run = try read("metric,value,seconds\nruntime.goroutines,12,0.5\nruntime.goroutines,14,15.5\n")
    #expect(run.resources.first?.clock == .run && run.resources.first?.times == [500_000_000, 15_500_000_000])
    #expect(run.resources.first?.key == ResourceKey(resource: "", metric: .runtimeGoroutines))
  }

  @Test(
    "a line that cannot be meant is left out with a word on what is",
    arguments: [
      ("1,cpu.utilisation,0.5,", "did you mean 'cpu.utilization'?", "resource-row"),
      (
        "1,cpu.utilization,320,%", "give the share of all there is: 320 % of 4 cores is 0.8, or 80 with unit %",
        "resource-row"
      ),
      ("1,cpu.utilization,0.5,ms", "leave it empty, which is 1", "resource-row"),
      ("1,cpu.utilization,-0.5,", "was the file edited or cut?", "row-bad-number"),
      ("1,cpu.utilization,nan,", "was the file edited or cut?", "row-bad-number"),
      ("yesterday,cpu.utilization,0.5,", "was the file edited or cut?", "row-bad-number"),
      ("1e300,cpu.utilization,0.5,", "was the file edited or cut?", "row-bad-number"),
    ])
  func flaws(line: String, hint: String, id: String) throws {
    let run = try read("time,metric,value,unit\n1,cpu.utilization,0.25,\n\(line)\n")
    #expect(run.resources.map(\.values) == [[0.25]])
    #expect(run.diagnostics.map(\.hint) == [hint] && run.diagnostics.map(\.id.rawValue) == [id])
    #expect(run.diagnostics.first?.location?.line == 3)
  }

  @Test(arguments: [
    "metric,value", "time,seconds,metric,value", "time,metric,value,colour", "time,time,metric,value", "a",
  ])
  func othersAreNotClaimed(header: String) {
    #expect(ResourceCSVImporter.sniff(Array("\(header)\n".utf8)[...]) == .no)
  }
}

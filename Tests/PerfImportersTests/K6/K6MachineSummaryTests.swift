import PerfDiagnostics
import PerfModel
import Testing

@Suite("The machine-readable k6 summary")
struct K6MachineSummaryTests {
  /// As the published schema spells it, where k6 2.2 writes `k6_version`, `generated_at` and `p95`.
  private static let documented = """
    {"version": "1.0.0", "metadata": {"k6Version": "1.7.1", "generatedAt": "2026-08-21T09:43:41.123456Z"},
     "config": {"duration": 10, "execution": "local"},
     "results": {"checks": {"metrics": [], "results": null}, "metrics": [
       {"name": "http_req_duration", "type": "trend", "contains": "time",
        "values": {"avg": 12, "p(90)": 20, "p(95)": 30, "med": null}},
       {"name": "http_reqs", "type": "counter", "contains": "default", "values": {"count": 40}},
       {"name": "iterations", "type": "counter", "contains": "default", "values": {"count": 20}},
       {"name": "iteration_duration", "type": "trend", "contains": "time", "values": {"avg": 500}}]}}
    """

  @Test("the documented spelling reads as the emitted one")
  func documentedSpelling() throws {
    let run = try K6Files.run(Self.documented)
    #expect(run.format == "k6-machine-summary")
    #expect(run.toolVersion == "1.7.1")
    #expect(run.startedAt?.rfc3339 == "2026-08-21T09:43:31.123Z")
    #expect(run.duration == 10)
    #expect(run.series("request.duration")?[.quantile(0.95)] == 0.03)
    #expect(run.series("request.duration")?[.median] == nil)
    #expect(run.series("request.rate")?[.value] == 4)
    #expect(run.count("request.duration") == 40)
    #expect(run.count("iteration.duration") == 20)
  }

  @Test("checks are known by name only, and the run says so")
  func checks() throws {
    let run = try K6Files.run(try K6Files.fixture("k6-machine-summary/v2.2-before-export.json"))
    #expect(run.ratio("check.pass_ratio", nil, ["check": "search status is 200"]) == Ratio(events: 238, of: 241))
    #expect(run.findings("k6-merged-checks").map(\.severity) == [.note])
    #expect(run.declaredObjectives.isEmpty)
  }
}

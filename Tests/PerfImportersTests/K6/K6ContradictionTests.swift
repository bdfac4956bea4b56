import PerfDiagnostics
import PerfModel
import Testing

@Suite("A k6 summary that contradicts itself")
struct K6ContradictionTests {
  @Test(
    "what cannot be true is a warning at its place",
    arguments: [
      (#"{"avg": 5, "min": 9, "max": 3}"#, "its min 9.0 is above its max 3.0"),
      (#"{"min": 1, "p(90)": 8, "p(95)": 7, "max": 9}"#, "its p90 8.0 is above its p95 7.0"),
      (#"{"med": 10, "max": 9}"#, "its p50 10.0 is above its max 9.0"),
      (#"{"avg": 10, "max": 9}"#, "its mean 10.0 is above its max 9.0"),
      (#"{"avg": 1, "min": 2}"#, "its min 2.0 is above its mean 1.0"),
      (#"{"med": 4, "p(50)": 5}"#, "its med 4.0 is not its p(50) 5.0"),
      (#"{"passes": 1, "fails": 3, "value": 0.5}"#, "its rate 0.5 is not 1 of 4; the counts are taken"),
      (#"{"value": 3, "min": 9, "max": 4}"#, "its min 9.0 is above its max 4.0"),
    ])
  func contradictions(values: String, message: String) throws {
    let run = try K6Files.run("{\"metrics\": {\n\"mine\": \(values)}}", as: "k6-summary-export")
    let found = try #require(run.findings("k6-contradiction").first)
    #expect(found.message == "mine: \(message)")
    #expect(found.severity == .warning)
    #expect(found.location?.line == 2)
    #expect(found.excerpt != nil)
  }

  @Test("last digits that differ are no contradiction")
  func rounding() throws {
    let run = try K6Files.run(
      #"{"metrics": {"mine": {"avg": 3.0000000000000004, "min": 3, "p(90)": 3.0000000000000004, "p(95)": 3, "max": 3}}}"#
    )
    #expect(run.findings("k6-contradiction").isEmpty)
  }

  @Test(
    "a count below 0 is left out with a warning",
    arguments: [
      #"{"count": -3, "avg": 1}"#, #"{"count": -3, "rate": 1}"#, #"{"passes": -3, "fails": 5, "value": 0.1}"#,
      #"{"passes": 5, "fails": -3, "value": 0.1}"#,
    ])
  func negativeCounts(values: String) throws {
    let run = try K6Files.run("{\"metrics\": {\"mine\": \(values)}}", as: "k6-summary-export")
    #expect(run.series("custom.mine") == nil)
    #expect(run.findings("negative-count").count == 1)
  }

  @Test("counts beyond 64 bits do not trap")
  func hugeCounts() throws {
    let most = "9223372036854775807"
    let run = try K6Files.run(
      """
      {"metrics": {"a": {"passes": \(most), "fails": \(most)}, "b": {"count": 1e30, "rate": 1e-30},
        "c": {"count": 99999999999999999999, "avg": 1}, "http_reqs": {"count": 1e300, "rate": 1e-300},
        "http_req_duration": {"avg": 1}},
       "root_group": {"path": "", "checks": {"k": {"name": "k", "passes": \(most), "fails": \(most)}}}}
      """)
    #expect(run.series("custom.a") == nil)
    #expect(run.series("custom.b")?[.value] == 1e30)
    #expect(run.series("custom.c") == nil)
    #expect(run.series("check.pass_ratio", nil, ["check": "k"]) == nil)
    #expect(run.count("request.duration") == nil)
  }
}

import PerfModel
import PerfReporters
import Testing

@testable import PerfAnalysis

/// What single requests show, in every report.
@Suite struct RequestFindingsTests {
  private static func shape(
    cuts: [RunFindings.Cut] = [], unsteadiness: String? = nil, modes: [RunFindings.EndpointModes] = [],
    omission: String? = nil
  ) -> RunFindings {
    RunFindings(
      label: "raw", requests: 60_000, kept: 58_000, window: 25...600, cuts: cuts, unsteadiness: unsteadiness,
      independentRequests: 310.4,
      crossCheck: .init(byBatches: 0.0193, byBootstrap: 0.0161, blockLength: 2, replicates: 500, seed: 2004),
      modes: modes, coordinatedOmission: omission)
  }

  private static var assessment: Assessment {
    var assessment = Sample.assessment(
      .inconclusive, .yellow, .good, [Sample.row("GET /a", before: 0.05, after: 0.051, .inconclusive)])
    assessment.samples = SampleFindings(
      before: [
        shape(
          cuts: [.init(reason: .warmUp, span: 0...25, requests: 1250, failed: 3)],
          modes: [.init(endpoint: "GET /a", lower: 0.02, valley: 0.04, upper: 0.08, shareAbove: 0.3)])
      ],
      after: [
        shape(unsteadiness: "the second half is 44 % slower than the first", omission: "for 6.0 s the rate fell")
      ],
      isDeciding: true,
      shifts: [
        .init(
          endpoint: "GET /a",
          points: [.init(p: 0.5, change: 0.02, isThin: false), .init(p: 0.999, change: -0.1, isThin: true)]),
        .init(endpoint: nil, points: [.init(p: 0.5, change: 0.015, isThin: false)]),
      ],
      statuses: [.init(status: "200", before: 59_996, after: 60_000), .init(status: "500", before: 4, after: 0)],
      errors: [
        .init(message: "connection\u{1B}[31m refused", before: 1204, after: 0),
        .init(message: String(repeating: "x", count: 500), before: 3, after: 5),
      ] + (0..<9).map { .init(message: "rare \($0)", before: 1, after: 1) })
    return assessment
  }

  @Test func text() {
    // Lines are broken at the width of the screen: words tell more than lines.
    let text = ComparisonReport.text(Self.assessment).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for expected in [
      "before: raw: 58,000 of 60,000 requests in the steady part, worth 310 independent ones; left out: 0–25.0 s as warm-up "
        + "(MSER-5) with 1,250 requests, 3 failed;",
      "standard error of the median 1.9 % by batches, 1.6 % by bootstrap (blocks of 2.00 s, 500 resamples, seed 2004)",
      "after, raw: never reached a steady state: the second half is 44 % slower than the first",
      "after, raw: for 6.0 s the rate fell",
      "before, GET /a: two kinds of answers, around 20.0 ms and 80.0 ms; 30 % are above 40.0 ms",
      "answers before and after: status 200: 59,996 and 60,000, status 500: 4 and 0",
      #"error connection\u{1B}[31m refused: 1,204 before, 0 after"#, "x…: 3 before, 5 after",
      "error rare 0: 1 before, 1 after",
      "and 3 other error messages", "GET /a +2.0 % ~-10.0 %",
      "whole run +1.5 % –",
    ] {
      #expect(text.contains(expected), "\(expected)\n\(text)")
    }
  }

  @Test("reports say which figures are of the whole run where durations are not")
  func steadyPart() {
    let note = "compared durations are of the steady part, which leaves out 25.0 s before; all other figures"
    #expect(ComparisonReport.text(Self.assessment).contains(note))
    var whole = Self.assessment
    whole.samples = SampleFindings(
      before: [Self.shape()], after: [Self.shape()], isDeciding: true, shifts: [], statuses: [], errors: [])
    #expect(!ComparisonReport.text(whole).contains("steady part, which"))
  }

  @Test("a new error message stands among the errors, not among the series of one side")
  func errorsAreNoSeriesOfOneSide() {
    let labels: Labels = ["error": "reset by peer"]
    let row = Sample.row(nil, .requestCount, .value, labels: labels, before: nil, after: 3, .new, gated: false)
    let status = Sample.row(
      nil, .requestCount, .value, labels: ["status": "503"], before: nil, after: 3, .new, gated: false)
    var assessment = Sample.assessment(.inconclusive, .yellow, .good, [row, status])
    // Where no report of errors follows, the series is all that tells of it.
    #expect(ComparisonReport.text(assessment).contains("- request.count of whole run {error=reset by peer}"))
    assessment.samples = Self.assessment.samples
    let text = ComparisonReport.text(assessment)
    #expect(!text.contains("reset by peer") && text.contains("- request.count of whole run {status=503}"))
  }

  @Test func markdownFoldsIt() {
    let markdown = ComparisonReport.markdown(Self.assessment)
    #expect(markdown.contains("<summary>What the requests show (not gated)</summary>"), "\(markdown)")
    #expect(markdown.contains("58,000 of 60,000 requests in the steady part, worth 310 independent ones"))
  }

  @Test func json() throws {
    let json = ComparisonReport.json(Self.assessment)
    #expect(try JSONSchema(try #require(SchemaCatalogue.text("perfreport/comparison/1"))).complaints(about: json) == [])
    #expect(json.contains(#""independentRequests": 310.4"#))
    #expect(json.contains(#"{ "reason": "warmUp", "span": [0, 25], "requests": 1250, "failed": 3 }"#))
    #expect(json.contains(#"{ "message": "rare 8", "before": 1, "after": 1 }"#))
    #expect(json.contains(#"{ "statistic": "p999", "change": -0.1, "thin": true }"#))
  }

  @Test func summariesHaveNone() {
    var assessment = Self.assessment
    assessment.samples = nil
    #expect(!ComparisonReport.text(assessment).contains("requests show"))
    #expect(!ComparisonReport.json(assessment).contains(#""samples": {"#))
  }
}

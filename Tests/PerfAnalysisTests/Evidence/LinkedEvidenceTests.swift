import Foundation
import PerfImporters
import PerfModel
import TestCorpus
import Testing

@testable import PerfAnalysis

/// One run of a service seen from all sides, before and after its N+1 loop and its missing indexes were mended (`linked-lms`).
@Suite(.enabled(if: TestCorpus.isPresent)) struct LinkedEvidenceTests {
  private static func side(_ name: String) throws -> ComparedSide {
    let loaded = try RunLoader().load([InputSpec(argument: TestCorpus.path("profiles/linked-lms/" + name))])
    return ComparedSide(label: name, runs: loaded.runs, evidence: loaded.evidence)
  }

  private static let mended = Result { Comparer().compare(try side("before"), try side("after")) }

  private static func oracle(_ side: String, _ path: String...) throws -> Any {
    let data = try Data(contentsOf: URL(filePath: TestCorpus.path("profiles/linked-lms/linked_oracle.json")))
    var node: Any? = try JSONSerialization.jsonObject(with: data)
    for key in [side] + path { node = (node as? [String: Any])?[key] }
    return try #require(node)
  }

  private static func items(_ endpoint: String?, _ kind: EvidenceItem.Kind) throws -> [EvidenceItem] {
    try mended.get().evidence.filter { $0.endpoint == endpoint && $0.kind == kind }
  }

  @Test func theEnrollmentsQueryIsStrongEvidence() throws {
    let best = try #require(try Self.mended.get().evidence.first)
    #expect(best.endpoint == "GET /api/dashboard" && best.kind == .query && best.grade == .strong)
    #expect(best.subject.contains("FROM enrollments WHERE user_id = $1"))
    // 47,636.215366 ms in 1,056 successful requests; the mean went from 63.096 to 1.647 ms.
    let before = try #require(best.before)
    #expect(agree(before, 47.636215366 / 1056, relative: 1e-9) && best.after == 0)
    #expect(agree(best.share, (47.636215366 / 1056) / (0.063095930794507595 - 0.0016469456400404447), relative: 1e-9))
    #expect(best.text.contains("Calls per request of all its statements: 12 → 2."))
    #expect(best.text.contains("(new: SELECT e.id, e.course_id"))
  }

  @Test func callsPerRequestAreThoseOfTheOracle() throws {
    let calls = try Self.items("GET /api/dashboard", .callsPerRequest)
    #expect(calls.map(\.before) == [try Self.oracle("before", "calls_per_request", "GET /api/dashboard") as? Double])
    #expect(calls.map(\.after) == [try Self.oracle("after", "calls_per_request", "GET /api/dashboard") as? Double])
    #expect(calls.map(\.grade) == [.strong])
    // The others ask as often as before.
    #expect(try Self.items("GET /api/courses/:id", .callsPerRequest).isEmpty)
  }

  /// 27 samples of 10 ms in 20.002 s before and 12 in 20.000 s after, of 1,056 and 989 requests in 45 s.
  @Test func theProcessorCannotExplainIt() throws {
    let item = try #require(try Self.items("GET /api/dashboard", .cpuPerRequest).first)
    let durations = try [Self.side("before"), Self.side("after")].map { try #require($0.runs.first?.duration) }
    #expect(agree(item.before, 0.27 / (1056 * 20.002206085 / durations[0]), relative: 1e-9))
    #expect(agree(item.after, 0.12 / (989 * 19.999511603 / durations[1]), relative: 1e-9))
    #expect(item.grade == .weak && item.text.contains("the profile can explain at most 0.93 % of this change"))
    #expect(item.text.contains("not in this process"))
  }

  /// 6.167598153 s of waiting for connections in 2,476 requests, and none after.
  @Test func thePoolIsToldForTheWholeService() throws {
    let pool = try #require(try Self.items(nil, .pool).first)
    #expect(agree(pool.before, 6.167598153 / 2476, relative: 1e-6) && pool.after == 0)
    #expect(pool.grade == .weak)
  }

  @Test func eachEndpointHasItsOwnQuery() throws {
    let named = try Self.mended.get().evidence.filter { $0.kind == .query && $0.grade == .strong }
    #expect(
      named.map(\.endpoint) == [
        "GET /api/dashboard", "GET /api/courses/:id", "POST /api/quiz/submit", "GET /api/reports/tenant",
      ])
    // What did not change has no evidence.
    #expect(try Self.mended.get().evidence.allSatisfy { $0.endpoint != "GET /api/health" })
  }

  /// The other way round the endpoints regress, and the same statements stand for it.
  @Test func regressionsHaveTheSameEvidence() throws {
    let assessment = Comparer().compare(try Self.side("after"), try Self.side("before"))
    let best = try #require(assessment.evidence.first)
    #expect(assessment.verdict == .regressed && best.endpoint == "GET /api/dashboard" && best.grade == .strong)
    #expect(best.subject.contains("FROM enrollments WHERE user_id = $1") && best.before == 0)
    #expect(best.text.hasPrefix("is new and takes 45.1 ms of a request"))
  }

  /// 47,636 of 66,629 ms that all requests for the dashboard took; what takes less than a fifth of a request is not told.
  @Test func whereTheTimeGoesOnOneSide() throws {
    let bottlenecks = SideFindings(EvidenceSide(try Self.side("before"))).bottlenecks
    #expect(bottlenecks.map(\.endpoint) == ["GET /api/dashboard", "GET /api/courses/:id", "POST /api/quiz/submit"])
    #expect(agree(bottlenecks.first?.share, 47.636215366 / 1056 / 0.063095930794507595, relative: 1e-9))
    #expect(bottlenecks.first?.text == "takes 45.1 ms of a request's 63.1 ms (71 %)")
    // What is left after the change is one query, of 24.1 of 25.5 ms.
    let left = SideFindings(EvidenceSide(try Self.side("after"))).bottlenecks
    #expect(left.first?.endpoint == "GET /api/reports/tenant")
  }

  /// A k6 summary does not count the requests of its endpoints; the service's exporter does.
  @Test func theExporterCountsWhereTheLoadTestDoesNot() throws {
    func side(_ name: String) throws -> ComparedSide {
      let folder = TestCorpus.path("profiles/linked-lms/\(name)/")
      let loaded = try RunLoader().load(
        ["k6/summary.json", "postgres/pg_stat_statements.csv", "prometheus"].map { InputSpec(argument: folder + $0) })
      return ComparedSide(label: name, runs: loaded.runs, evidence: loaded.evidence)
    }
    let assessment = Comparer().compare(try side("before"), try side("after"))
    let calls = assessment.evidence.filter { $0.kind == .callsPerRequest }
    #expect(calls.map(\.before) == [12] && calls.map(\.after) == [2])
  }

  /// The order of files and folders is no part of the answer.
  @Test func theSameEvidenceTwice() throws {
    let again = Comparer().compare(try Self.side("before"), try Self.side("after"))
    #expect(again.evidence == (try Self.mended.get().evidence))
  }
}

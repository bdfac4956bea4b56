import PerfModel
import Testing

@testable import PerfAnalysis

/// What is missing is counted and named, never passed over.
struct LedgerTests {
  private func side(_ names: [String]) -> LoadTest {
    LoadTest(requests: 400, endpoints: Dictionary(uniqueKeysWithValues: names.map { ($0, .init(40, 80, 100)) }))
  }

  private func addsUp(_ ledger: Ledger) -> Bool {
    ledger.seriesBefore == ledger.compared + ledger.noData + ledger.missing
      && ledger.seriesAfter == ledger.compared + ledger.noData + ledger.new
  }

  @Test func someEndpointsAreMissing() {
    let assessment = compare([side(["GET /a", "GET /b"])], [side(["GET /a", "GET /c"])])
    #expect(addsUp(assessment.ledger))
    #expect(assessment.ledger.missing == 1 && assessment.ledger.new == 1)
    #expect(assessment.ledger.endpointsBefore == 2 && assessment.ledger.endpointsMatched == 1)
    #expect(assessment.row("GET /b", .median)?.verdict == .missing)
    #expect(assessment.judgement == .good)
    #expect(compare([side(["GET /a", "GET /b"])], [side(["GET /a"])]) { $0.isStrict = true }.judgement == .unjudged)
  }

  @Test func noEndpointHasAPartner() {
    let assessment = compare([side(["GET /a"])], [side(["GET /b"])])
    #expect(addsUp(assessment.ledger))
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.obstacles.contains("the endpoint before has no partner after"))
  }

  @Test func anEndpointThatCountsNothingNowIsNotAPass() {
    var silent = side(["GET /a", "GET /b"])
    silent.endpoints["GET /b"]?.count = 0
    let assessment = compare([side(["GET /a", "GET /b"])], [silent])
    #expect(addsUp(assessment.ledger))
    #expect(assessment.ledger.noData == 1)
    #expect(assessment.judgement == .unjudged)
  }

  @Test func neverMeasuredIsNeitherMissingNorAFailure() {
    var never = side(["GET /a", "GET /never"])
    never.endpoints["GET /never"]?.count = 0
    let assessment = compare([never], [never])
    #expect(assessment.ledger.noData == 1)
    #expect(assessment.judgement == .good)
  }

  @Test func renamedRoutesAreSuggested() {
    let assessment = compare(
      [side(["GET /api/v1/users/me", "GET /feed"])], [side(["GET /api/v2/users/me", "GET /feed"])])
    #expect(assessment.renamed.map(\.before.endpoint) == ["GET /api/v1/users/me"])
    #expect(assessment.renamed.map(\.after.endpoint) == ["GET /api/v2/users/me"])
  }
}

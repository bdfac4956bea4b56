import PerfModel
import Testing

@testable import PerfAnalysis

/// What keeps two runs from being put next to each other.
struct PreconditionTests {
  private let base = LoadTest(requests: 1200, errors: (0, 1200), endpoints: ["": .init(40, 80, 100)])

  @Test func durationsFarApart() {
    var short = base
    short.duration = 8
    short.requests = 320
    let assessment = compare([base], [short])
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.verdict == .notComparable)
    #expect(assessment.obstacles == ["duration 30.0 s before, 8.00 s after, more than 20 % apart"])
  }

  @Test func aFixedNumberOfRequestsMakesDurationAResult() {
    var fast = base
    fast.duration = 12
    #expect(compare([base], [fast]).judgement == .good)
  }

  @Test func otherUsers() {
    var crowd = base
    crowd.users = 40
    let assessment = compare([base], [crowd])
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.obstacles == ["users: 16 before, 40 after, more than 2 % apart"])
  }

  @Test func droppedIterations() {
    var starved = base
    starved.dropped = (iterations: 20, done: 980)
    let assessment = compare([base], [starved])
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.obstacles.first?.contains("2.0 % after") == true)
  }

  @Test func everythingFailsNow() throws {
    var broken = base
    broken.errors = (1200, 1200)
    let assessment = compare([base], [broken])
    #expect(assessment.judgement == .bad, "failures still speak")
    #expect(assessment.row(nil, .median)?.verdict == .notComparable)
  }

  @Test func everythingFailedOnBothSides() {
    var broken = base
    broken.errors = (1200, 1200)
    let assessment = compare([broken], [broken])
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.verdict == .notComparable)
  }

  @Test func noRequestsAtAll() {
    let idle = LoadTest()
    #expect(compare([idle], [idle]).obstacles == ["neither side measured a request"])
    #expect(compare([base], [idle]).judgement == .unjudged)
    #expect(compare([idle], [base]).obstacles == ["the before side measured no request"])
  }

  /// 500 of 1,000 before, 600 of 1,100 after: 50.0 % against 54.5 %.
  @Test func aMovedMixTakesThePooledRowOut() throws {
    let before = LoadTest(
      requests: 1000,
      endpoints: [
        "": .init(40, 80, 100, count: 1000), "GET /a": .init(10, 20, 30, count: 500),
        "GET /b": .init(80, 90, 110, count: 500),
      ])
    var after = before
    after.requests = 1100
    after.endpoints["GET /b"]?.count = 600
    let assessment = compare([before], [after])
    let pooled = try #require(assessment.row(nil, .median))
    #expect(pooled.verdict == .notComparable && !pooled.isGated)
    #expect(assessment.row("GET /b", .median)?.isGated == true)
    #expect(assessment.judgement == .good)
  }
}

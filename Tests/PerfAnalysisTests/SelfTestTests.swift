import PerfModel
import Testing

@testable import PerfAnalysis

/// A gate that proves it can fail (docs/statistics.md §6).
struct SelfTestTests {
  private let run = LoadTest(
    requests: 1200, errors: (2, 1200), endpoints: ["": .init(40, 80, 100), "GET /a": .init(30, 60, 80)])

  @Test func aHealthyGateSeesEveryRow() throws {
    let assessment = compare([run], [run], selfTest: true)
    let result = try #require(assessment.selfTest)
    #expect(result.blind == [])
    #expect(result.seeing == assessment.comparisons.filter(\.isGated).count)
    #expect(assessment.judgement == .good)
  }

  @Test func anImprovementDoesNotHideTheGate() throws {
    var faster = run
    faster.endpoints["GET /a"] = .init(10, 20, 25)
    #expect(try #require(compare([run], [faster], selfTest: true).selfTest).blind == [])
  }

  @Test func severalRunsASideSeeThroughTheFamilyCorrection() throws {
    func runs(_ factors: [Double]) -> [LoadTest] {
      factors.map { factor in
        var test = run
        for index in 0..<6 { test.endpoints["GET /\(index)"] = .init(30 * factor, 60 * factor, 80 / factor) }
        return test
      }
    }
    let result = try #require(compare(runs([1, 1.02, 0.97]), runs([0.98, 1.03, 1.01]), selfTest: true).selfTest)
    #expect(result.blind == [])
  }

  @Test func namesThatDoNotMatchAreBlindRows() throws {
    var renamed = run
    renamed.endpoints["GET /a"] = nil
    renamed.endpoints["GET /renamed"] = .init(30, 60, 80)
    let assessment = compare([run], [renamed], selfTest: true)
    let result = try #require(assessment.selfTest)
    #expect(result.blind.map(\.key.endpoint) == ["GET /a"])
    #expect(assessment.judgement == .unjudged)
  }

  @Test func roundedZerosCanTurnRed() throws {
    let fast = LoadTest(endpoints: ["GET /a": .init(0, 0, 0, resolution: 1)])
    #expect(try #require(compare([fast], [fast], selfTest: true).selfTest).blind == [])
  }

  @Test func countsNearTheLargestNumberDoNotOverflow() throws {
    var failing = run
    failing.errors = (.max - 1, .max)
    // 2^63 − 2 of 2^63 − 1 is 1 as a Double: everything failed, so that no row of the load can be compared.
    #expect(try #require(compare([failing], [failing], selfTest: true).selfTest).blind.count == 6)
  }
}

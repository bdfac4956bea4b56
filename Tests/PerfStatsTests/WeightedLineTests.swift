import PerfStats
import TestCorpus
import Testing

@Suite struct WeightedLineTests {
  @Test func threePointsByHand() throws {
    // x̄ = 2, ȳ = 3, Sxx = 2, Sxy = 3: y = 1.5x, residuals ½, −1, ½ → s² = 1.5/1.
    let line = try #require(WeightedLine(x: [1, 2, 3], y: [2, 2, 5]))
    #expect(agree(line.slope, 1.5) && agree(line.intercept, 0, absolute: 1e-15))
    #expect(agree(line.slopeError, (1.5 / 2).squareRoot()))
    #expect(agree(line.x(reaching: 6), 4))
    #expect(line.interval(reaching: 6, confidence: 0.95) == nil, "a slope that may be zero reaches no height surely")
  }

  @Test func demandLawOfThePlan() throws {
    let law = Oracle.file("plan_fixtures.json", in: "capacity")["fixtures"]["demand_law"]
    let line = try #require(WeightedLine(x: law["G"].reals(), y: law["U"].reals()))
    #expect(agree(line.intercept, law["u0"].number))
    #expect(agree(line.slope, law["d_cpu_s_per_req_per_core"].number))
    #expect(agree(line.x(reaching: 1), law["X_saturation"].number))
    let interval = try #require(line.interval(reaching: 1, confidence: 0.95))
    #expect(agree(interval.low, law["fieller_ci95"].numbers?.first, relative: 1e-9))
    #expect(agree(interval.high, law["fieller_ci95"].numbers?.last, relative: 1e-9))
  }

  @Test func weightsCountLikeRepetitions() throws {
    let weighted = try #require(WeightedLine(x: [1, 2, 4], y: [1, 3, 4], weights: [2, 1, 1]))
    let repeated = try #require(WeightedLine(x: [1, 1, 2, 4], y: [1, 1, 3, 4]))
    #expect(agree(weighted.slope, repeated.slope) && agree(weighted.intercept, repeated.intercept))
  }

  @Test func refusals() {
    #expect(WeightedLine(x: [1], y: [1]) == nil && WeightedLine(x: [1, 1], y: [1, 2]) == nil)
    #expect(
      WeightedLine(x: [1, 2], y: [1, .nan]) == nil && WeightedLine(x: [1, 2], y: [1, 2], weights: [1, 0]) == nil)
    let level = WeightedLine(x: [1, 2, 3], y: [1, 1, 1])
    #expect(level?.x(reaching: 2) == nil && level?.interval(reaching: 2, confidence: 0.9) == nil)
  }
}

import PerfModel
import Testing

@testable import PerfAnalysis

@Suite struct CoordinatedOmissionTests {
  private static func bins(_ seconds: [(count: Int, p95: Double)]) -> [TimelineBin] {
    seconds.enumerated().compactMap { second, bin in
      bin.count == 0
        ? nil
        : TimelineBin(at: Double(second), count: bin.count, failed: 0, mean: nil, p50: nil, p95: bin.p95, p99: nil)
    }
  }

  private static let usual = [(count: Int, p95: Double)](repeating: (100, 0.05), count: 30)

  @Test func aSteadyRunIsNotWarnedOf() { #expect(CoordinatedOmission.warning(Self.bins(Self.usual)) == nil) }

  /// Nothing ends for four seconds; then all ten users' requests do, after five.
  @Test func aStall() throws {
    let stall: [(Int, Double)] = [(0, 0), (0, 0), (0, 0), (0, 0), (40, 5)]
    let warning = try #require(CoordinatedOmission.warning(Self.bins(Self.usual + stall + Self.usual)))
    // Five seconds before the slow ones ended a hundred came, then forty in five seconds: 140 in 6 s of 100 each.
    #expect(warning.hasPrefix("for 6.0 s the rate fell to 23 % of the usual while p95 rose 100 times"), "\(warning)")
  }

  /// Slow answers at the full rate are an open loop's, or another bottleneck's.
  @Test func slowAnswersAtTheFullRate() {
    let slow = [(count: Int, p95: Double)](repeating: (100, 0.5), count: 5)
    #expect(CoordinatedOmission.warning(Self.bins(Self.usual + slow + Self.usual)) == nil)
  }

  /// Less load is not slower.
  @Test func aPauseWithoutSlowAnswers() {
    let pause = [(count: Int, p95: Double)](repeating: (5, 0.05), count: 5)
    #expect(CoordinatedOmission.warning(Self.bins(Self.usual + pause + Self.usual)) == nil)
    #expect(CoordinatedOmission.warning([]) == nil)
  }
}

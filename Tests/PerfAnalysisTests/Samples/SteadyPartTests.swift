import Glibc
import PerfModel
import Testing

@testable import PerfAnalysis

@Suite struct SteadyPartTests {
  @Test func allOfASteadyRun() throws {
    var load = RawLoad()
    load.steady(0..<60)
    let part = try #require(SteadyPart(load.run))
    #expect(part.unsteadiness == nil)
    #expect(part.cuts.isEmpty)
    #expect(part.window.lowerBound == 0)
  }

  @Test func runsWithoutTimesHaveNone() {
    #expect(SteadyPart(LoadTest(endpoints: ["GET /a": .init(1, 2, 3)]).run) == nil)
  }

  /// Ten seconds of setup() and five of teardown() about a minute of load.
  @Test func preparationIsLeftOut() throws {
    var load = RawLoad()
    for second in 0..<10 { load.request(at: Double(second), 0.9, stage: .setup) }
    load.steady(10..<70)
    for second in 71..<76 { load.request(at: Double(second), 0.9, isFailed: second == 72, stage: .teardown) }
    let part = try #require(SteadyPart(load.run))
    #expect(part.cuts.map(\.reason) == [.preparation, .preparation])
    #expect(abs(part.window.lowerBound - 10) < 1e-6)
    #expect(abs(part.window.upperBound - 70) < 0.2)
    #expect(part.cuts[1].failed == 1)
  }

  /// Users come for ten seconds and go for ten: one more each second, with durations in proportion.
  @Test func rampsAreLeftOut() throws {
    var load = RawLoad()
    for second in 0..<60 {
      let users = min(10, second + 1, 60 - second)
      load.users(Double(users), at: second)
      // All seconds from nine users on are alike: there is no warm-up to find.
      load.steady(second..<second + 1, level: users < 9 ? 0.01 * Double(users) : 0.1, spread: 0)
    }
    let part = try #require(SteadyPart(load.run))
    #expect(part.cuts.map(\.reason) == [.ramp, .ramp])
    // Nine users are ten but one, which is the tolerance; they are there throughout from the tenth second on.
    #expect(part.window == 9...52)
    // Forty a second, but for those of the last that ended in the tenth.
    #expect((350...360).contains(part.cuts[0].requests))
    #expect(part.unsteadiness == nil)
  }

  /// Stairs have no level for half of the time: no step is meant more than another, and there is no steady part.
  @Test func stairsAreNoPlateau() throws {
    var load = RawLoad()
    for second in 0..<80 {
      let users = 10 * (1 + second / 20)
      load.users(Double(users), at: second)
      load.steady(second..<second + 1, level: 0.01 * Double(users))
    }
    let part = try #require(SteadyPart(load.run))
    #expect(!part.cuts.contains { $0.reason == .ramp })
    #expect(part.unsteadiness != nil)
  }

  /// 8 times the level at first, half-way down every 5 seconds.
  @Test func warmUpIsLeftOut() throws {
    var load = RawLoad()
    for second in 0..<100 {
      load.steady(second..<second + 1, level: 0.02 * (1 + 7 * pow(0.5, Double(second) / 5)))
    }
    let part = try #require(SteadyPart(load.run))
    #expect(part.cuts.map(\.reason) == [.warmUp])
    #expect((20...45).contains(part.window.lowerBound))
    #expect(part.unsteadiness == nil)
  }

  @Test func aTrendIsNotSteady() throws {
    var load = RawLoad()
    for second in 0..<100 { load.steady(second..<second + 1, level: 0.02 * (1 + 0.01 * Double(second))) }
    // Medians go from 1 to 2: twice ∫ln(1 + x) over [½, 1] less that over [0, ½] is .34, and e^.34 is 1.40.
    let part = try #require(SteadyPart(load.run))
    #expect(part.unsteadiness == "the second half is 40 % slower than the first")
  }

  /// Thirty seconds make six means, of which MSER-5 puts its minimum at the boundary in a quarter of all runs.
  @Test func shortSteadyRunsAreNotRefused() throws {
    let refused = try (1...40).count { seed in
      var load = RawLoad(seed: UInt64(seed))
      load.steady(0..<31, perSecond: 15)
      return try #require(SteadyPart(load.run)).unsteadiness != nil
    }
    #expect(refused == 0)
  }

  /// A level that wanders with a correlation of 0.8 from second to second, as simulated for the figure in the comment: at most two
  /// of fifty.
  @Test func wanderingLevelsAreNotRefused() throws {
    let refused = try (1...50).count { seed in
      var load = RawLoad(seed: UInt64(seed) &* 77)
      var level = 0.0
      for second in 0..<60 {
        level = 0.8 * level + 0.1 * load.normal()
        load.steady(second..<second + 1, level: 0.05 * exp(level), spread: 0.1, perSecond: 5)
      }
      return try #require(SteadyPart(load.run)).unsteadiness != nil
    }
    #expect(refused <= 2)
  }
}

@Suite struct UserPlateauTests {
  private static func bins(_ users: [Double?]) -> [TimelineBin] {
    users.enumerated().map {
      TimelineBin(at: Double($0), count: 10, failed: 0, users: $1, mean: 1, p50: 1, p95: 1, p99: 1)
    }
  }

  @Test func window() {
    #expect(UserPlateau.window(Self.bins([2, 6, 10, 20, 20, 20, 20, 20, 20, 12, 3])) == 4...9)
    #expect(UserPlateau.window(Self.bins([7, 6, 7, 7, 6, 6])) == 0...6)
    #expect(UserPlateau.window(Self.bins([nil, nil, nil])) == nil)
    // The users of an open model come and go.
    #expect(UserPlateau.window(Self.bins([2, 30, 3, 28, 2, 31, 4, 29, 3, 30])) == nil)
    // Four steps of equal length.
    #expect(UserPlateau.window(Self.bins([10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40])) == nil)
  }
}

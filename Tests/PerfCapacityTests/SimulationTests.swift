import Foundation
import PerfCapacity
import PerfStats
import PerfUnits
import Testing

/// Systems whose maximum is known, measured with noise, 300 times: how often a maximum is claimed that was not there, and how
/// often the interval of a claim holds the truth.
///
/// Slow, so that it runs only with `./run test --slow`, which sets PERFREPORT_SLOW; it prints what it finds.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PERFREPORT_SLOW"] != nil)) struct SimulationTests {
  /// A system as a function from users to throughput.
  struct System: Sendable, CustomTestStringConvertible {
    let name: String
    let loads: [Double]
    let think: Double
    let maximum: Double
    let throughput: @Sendable (Double) -> Double
    var testDescription: String { name }
  }

  private static func queue(_ servers: Int, _ service: Double, _ think: Double) -> @Sendable (Double) -> Double {
    { users in
      FiniteSourceQueue(servers: servers, serviceTime: service, thinkTime: think, users: Int(users))?.throughput ?? .nan
    }
  }

  private static func law(_ contention: Double, _ coherence: Double, _ scale: Double) -> @Sendable (Double) -> Double {
    let law = ScalabilityLaw(contention: contention, coherence: coherence, scale: scale)
    return { law?.throughput(concurrency: $0) ?? .nan }
  }

  private static let thinkers = [10.0, 20, 40, 80, 120, 160, 200, 300, 600]

  static let unsaturated = [
    System(
      name: "M/M/8 to 120", loads: Array(thinkers.prefix(5)), think: 1, maximum: 160, throughput: queue(8, 0.05, 1)),
    System(
      name: "M/M/8 to 160", loads: Array(thinkers.prefix(6)), think: 1, maximum: 160, throughput: queue(8, 0.05, 1)),
    System(name: "straight", loads: thinkers, think: 1, maximum: .infinity) { $0 * 0.96 },
    System(
      name: "retrograde, to 40", loads: [5, 10, 20, 40], think: 0, maximum: 1046.025, throughput: law(0.02, 0.0002, 50)),
    System(
      name: "Amdahl 5 % to 64", loads: [1, 2, 4, 8, 16, 32, 64], think: 0, maximum: 400, throughput: law(0.05, 0, 20)),
  ]

  static let saturated = [
    System(
      name: "M/M/8 to 300", loads: Array(thinkers.prefix(8)), think: 1, maximum: 160, throughput: queue(8, 0.05, 1)),
    System(name: "M/M/8 to 600", loads: thinkers, think: 1, maximum: 160, throughput: queue(8, 0.05, 1)),
    System(
      name: "M/M/4 without thinking", loads: [1, 2, 4, 8, 16, 32, 64], think: 0, maximum: 200,
      throughput: queue(4, 0.02, 0)),
    System(
      name: "retrograde, to 160", loads: [5, 10, 20, 40, 60, 80, 120, 160], think: 0, maximum: 1046.025,
      throughput: law(0.02, 0.0002, 50)),
  ]

  private static let repetitions = 300

  /// What is claimed of a system measured with a coefficient of variation.
  private func claims(_ system: System, _ variation: Double) -> (claimed: Int, held: Int) {
    var random = SplitMix64(seed: 20_261_121)
    var (claimed, held) = (0, 0)
    for _ in 0..<Self.repetitions {
      let levels = system.loads.map { load in
        let uniform = Double(random.next() >> 11) * 0x1p-53
        let noise = NormalDistribution.quantile(max(uniform, 1e-15))
        let x = system.throughput(load) * exp(variation * noise)
        // Little's law gives the latency that belongs to it.
        return level(
          users: load, x, ms: max(0.001, load / x - system.think) * 1e3, requests: 100_000, seconds: 300,
          logError: variation)
      }
      let assessment = CurveAssessment(levels, settings: CapacitySettings(scriptedThinkTime: Seconds(system.think)))
      guard assessment.maximum.method == .plateau || assessment.maximum.method == .law else { continue }
      claimed += 1
      let low = assessment.maximum.low?.value ?? 0
      let high = assessment.maximum.high?.value ?? .infinity
      if low <= system.maximum, system.maximum <= high { held += 1 }
    }
    return (claimed, held)
  }

  @Test(arguments: unsaturated, [0.01, 0.03, 0.05])
  func noMaximumOfUnsaturatedSystems(system: System, variation: Double) {
    let share = Double(claims(system, variation).claimed) / Double(Self.repetitions)
    print("\(system.name), noise \(variation): a maximum is claimed \(share) of the time")
    #expect(share <= 0.03, "\(system.name) with \(variation): \(share)")
  }

  @Test(arguments: saturated, [0.01, 0.03, 0.05])
  func intervalsHoldTheMaximum(system: System, variation: Double) {
    let found = claims(system, variation)
    #expect(found.claimed > Self.repetitions / 3, "\(system.name) with \(variation): \(found.claimed) claims")
    let coverage = Double(found.held) / Double(max(1, found.claimed))
    let share = Double(found.claimed) / Double(Self.repetitions)
    print("\(system.name), noise \(variation): claimed \(share) of the time, held by the interval \(coverage) of those")
    #expect(coverage >= 0.87, "\(system.name) with \(variation): \(coverage)")
  }

  /// Stationary series of which each value resembles the one before by φ; the corpus's simulation has 0.10 and 0.07 at φ = 0.9.
  @Test(arguments: [(96, 0.0, 0.05), (96, 0.5, 0.08), (96, 0.9, 0.15), (288, 0.9, 0.15)])
  func noLeakInStationarySeries(count: Int, phi: Double, most: Double) throws {
    var random = SplitMix64(seed: 20_261_121)
    func normal() -> Double { NormalDistribution.quantile(max(Double(random.next() >> 11) * 0x1p-53, 1e-15)) }
    var leaks = 0
    for _ in 0..<Self.repetitions {
      var last = normal() / (1 - phi * phi).squareRoot()
      let values = (0..<count).map { _ -> Double in
        last = phi * last + normal()
        return 100 + last
      }
      let series = SoakSeries(name: "heap", unit: .megabytes, values: values, step: seconds(900))
      if SoakReport(series).verdict == .leak { leaks += 1 }
    }
    let share = Double(leaks) / Double(Self.repetitions)
    print("stationary with φ = \(phi), \(count) values: called a leak \(share) of the time")
    #expect(share <= most)
  }
}

import PerfStats
import TestCorpus
import Testing

/// The inverses of the law are tried with α ≠ κ: with α = κ the errors of other libraries vanish.
@Suite struct ScalabilityLawTests {
  private static let laws = [
    ScalabilityLaw(contention: 0.02, coherence: 0.0005, scale: 1000),
    ScalabilityLaw(contention: 0, coherence: 0.002, scale: 3),
    ScalabilityLaw(contention: 0.3, coherence: 1e-6, scale: 50),
    ScalabilityLaw(contention: 0.05, coherence: 0, scale: 20),
    ScalabilityLaw(contention: 0.0001, coherence: 0.04, scale: 1),
  ].compactMap { $0 }

  @Test(arguments: laws)
  func littlesLawGoesRound(law: ScalabilityLaw) throws {
    for n in [1.0, 1.5, 2, 4, 7] where n < law.peakConcurrency ?? .infinity {
      let x = law.throughput(concurrency: n)
      let r = law.latency(concurrency: n)
      #expect(agree(x * r, n))
      #expect(agree(law.concurrency(throughput: x), n, relative: 1e-10))
      #expect(agree(law.concurrency(latency: r), n, relative: 1e-10))
      #expect(agree(law.throughput(latency: r), x, relative: 1e-10))
    }
  }

  @Test func theExampleWhoseSignOthersFlip() throws {
    // α = .02, κ = .0005, γ = 1000, N = 20: 1 + .38 + .19 = 1.57, so R = 1.57 ms and X = 20/.00157.
    let law = try #require(ScalabilityLaw(contention: 0.02, coherence: 0.0005, scale: 1000))
    #expect(agree(law.latency(concurrency: 20), 0.00157))
    #expect(agree(law.throughput(latency: 0.00157), 20 / 0.00157, relative: 1e-11))
    #expect(agree(law.concurrency(latency: 0.00157), 20, relative: 1e-11))
  }

  @Test func thePeak() throws {
    // (1 − .75)/.0025 = 100, so N* = 10, and X* = 10·8/(1 + .75·9 + .0025·90) = 80/7.975.
    let law = try #require(ScalabilityLaw(contention: 0.75, coherence: 0.0025, scale: 8))
    #expect(agree(law.peakConcurrency, 10))
    #expect(agree(law.peakThroughput, 80 / 7.975))
    #expect(law.concurrency(throughput: 80 / 7.975 + 0.001) == nil, "beyond the peak there is none")
    let amdahl = try #require(ScalabilityLaw(contention: 0.05, coherence: 0, scale: 20))
    #expect(amdahl.peakConcurrency == nil && amdahl.peakThroughput == nil)
    #expect(agree(amdahl.asymptote, 400))
    #expect(amdahl.concurrency(throughput: 400) == nil)
    #expect(try #require(ScalabilityLaw(contention: 0, coherence: 0, scale: 20)).asymptote == nil)
  }

  @Test func refusals() {
    for (a, k, g) in [(-0.1, 0.0, 1.0), (0, -1, 1), (0, 0, 0), (.nan, 0, 1), (0, .infinity, 1), (0, 0, .infinity)] {
      #expect(ScalabilityLaw(contention: a, coherence: k, scale: g) == nil)
    }
  }

  private static let inverses = Oracle.file("usl_oracle.json", in: "capacity")["inverse_functions"]
  private static let fits = Oracle.file("oracle.json", in: "capacity")["fits"]

  @Test func inversesOfThePublishedFits() throws {
    let published = Oracle.file("oracle.json", in: "capacity")["published"]["cisco"]
    let cisco = try #require(
      ScalabilityLaw(
        contention: published["sigma"].real(), coherence: published["kappa"].real(),
        scale: published["lambda"].real()))
    for row in try #require(Self.inverses["N_of_X_cisco"].array) {
      let x = try #require(row["X"].number)
      #expect(agree(cisco.concurrency(throughput: x), row["N_correct"].number, relative: 1e-6))
      let wrong = try #require(row["usl4j_printed_N"].number)
      #expect(
        !agree(cisco.throughput(concurrency: wrong), x, relative: 1e-6), "the other library's inverse is no inverse")
    }
    let fit = Self.fits["cisco_first10"]
    let first10 = try #require(
      ScalabilityLaw(
        contention: fit["alpha"].real(), coherence: fit["kappa"].real(),
        scale: fit["gamma"].real()))
    for row in try #require(Self.inverses["N_of_R_cisco_first10"].array) {
      let r = try #require(row["R"].number)
      #expect(agree(first10.concurrency(latency: r), row["N_correct"].number, relative: 1e-6))
    }
  }
}

import PerfStats
import TestCorpus
import Testing

/// Raytracer and SPEC SDM91: N. J. Gunther, Guerrilla Capacity Planning (2007); Oracle and Cisco: B. Schwartz, Practical Scalability
/// Analysis (2015); all four as shipped with the R package usl and with usl4j. Read from the corpus.
@Suite struct ScalabilityFitTests {
  private static let oracle = Oracle.file("oracle.json", in: "capacity")["fits"]
  private static let detail = Oracle.file("usl_oracle.json", in: "capacity")

  /// The points of a set of the oracle: `cisco`, or `cisco_first10`.
  private static func points(_ name: String) throws -> (n: [Double], x: [Double]) {
    if name == "oracledb_txn_by_dbtime" {
      let table = columns("capacity/oracledb.csv")
      let n = try #require(table["db_time"]).compactMap(Double.init)
      return (n, try #require(table["txn_rate"]).compactMap(Double.init))
    }
    let parts = name.split(separator: "_first").map(String.init)
    let file = name.contains("_first") ? parts[0] : name
    let table = columns("capacity/\(file).csv")
    let count = parts.count > 1 ? try #require(Int(parts[1])) : .max
    let n = try #require(table["N"] ?? table["n"]).compactMap(Double.init)
    return (Array(n.prefix(count)), Array(try #require(table["X"] ?? table["x"]).compactMap(Double.init).prefix(count)))
  }

  @Test(.enabled(if: TestCorpus.isPresent), arguments: oracle.keys)
  func fitsOfTheOracle(name: String) throws {
    let (n, x) = try Self.points(name)
    let expected = Self.oracle[name]
    let fit = try #require(ScalabilityFitter(concurrency: n, throughput: x)?.fit())
    #expect(Double(fit.points) == expected["n"].number)
    #expect(agree(fit.residualSumOfSquares, expected["rss"].number, relative: 1e-9))
    #expect(Double(fit.degreesOfFreedom) == expected["df"].number)
    #expect(agree(fit.residualError, expected["resid_se"].number, relative: 1e-9))
    #expect(agree(fit.law.contention, expected["alpha"].number, relative: 1e-6))
    #expect(agree(fit.law.coherence, expected["kappa"].number, relative: 1e-6))
    #expect(agree(fit.law.scale, expected["gamma"].number, relative: 1e-6))
    #expect(agree(fit.contentionError, expected["se_alpha"].number, relative: 1e-5))
    #expect(agree(fit.scaleError, expected["se_gamma"].number, relative: 1e-5))
    let interval = try #require(fit.interval(fit.law.contention, error: fit.contentionError, confidence: 0.95))
    #expect(agree(interval.high, expected["ci95_alpha"].numbers?.last, relative: 1e-5))
    #expect(agree(fit.law.asymptote, expected["amdahl_limit_gamma_over_alpha"].number, relative: 1e-6))
    if expected["kappa_at_bound_zero"].bool == true {
      #expect(fit.shape == .amdahl)
      #expect(fit.coherenceError == nil && fit.coherenceP == nil)
      #expect(fit.law.peakConcurrency == nil && fit.law.peakThroughput == nil)
    } else {
      #expect(fit.shape == .full)
      #expect(agree(fit.coherenceError, expected["se_kappa"].number, relative: 1e-5))
      #expect(agree(fit.law.peakConcurrency, expected["N_star"].number, relative: 1e-6))
      #expect(agree(fit.law.peakThroughput, expected["X_max"].number, relative: 1e-6))
      #expect(agree(fit.peakConcurrencyError, expected["se_N_star_delta"].number, relative: 1e-5))
      #expect(agree(fit.peakThroughputError, expected["se_X_max_delta"].number, relative: 1e-5))
      #expect(agree(fit.coherenceP, expected["p_kappa0_F_test"].number, relative: 1e-4))
    }
  }

  @Test(.enabled(if: TestCorpus.isPresent), arguments: oracle.keys)
  func profilesOfTheOracle(name: String) throws {
    let (n, x) = try Self.points(name)
    let fitter = try #require(ScalabilityFitter(concurrency: n, throughput: x))
    let fit = try #require(fitter.fit())
    let profile = fitter.peakConcurrencyInterval(fit, confidence: 0.95)
    guard let ends = Self.oracle[name]["profile_ci95_N_star"].numbers else {
      #expect(profile == nil, "no peak, no interval of it")
      return
    }
    let found = try #require(profile)
    #expect(agree(found.low, ends[0], relative: 1e-4))
    if ends[1].isFinite {
      #expect(agree(found.high, ends[1], relative: 1e-4))
    } else {
      #expect(found.high == nil, "the data allow a law without a peak")
    }
    // Another parametrisation of the same likelihood: it holds the estimate, and ends where the peak's does.
    let heights = try #require(fitter.peakThroughputInterval(fit, confidence: 0.95))
    let peak = try #require(fit.law.peakThroughput)
    #expect(try #require(heights.low) < peak)
    if let high = heights.high { #expect(high > peak) }
    #expect(found.high != nil || heights.high == nil || Self.oracle[name]["p_kappa0_F_test"].number ?? 1 > 0.05)
  }

  @Test(.enabled(if: TestCorpus.isPresent))
  func prefixesOfTheOracle() throws {
    for row in try #require(Self.detail["backtest_prefix_fits"].array) {
      let name = try #require(row["set"].string)
      let count = Int(try #require(row["m_points"].number))
      let (n, x) = try Self.points(name)
      let fit = try #require(
        ScalabilityFitter(concurrency: Array(n.prefix(count)), throughput: Array(x.prefix(count)))?.fit())
      #expect(agree(fit.law.contention, row["alpha"].number, relative: 1e-5, absolute: 1e-9), "\(name) \(count)")
      #expect(agree(fit.law.coherence, row["kappa"].number, relative: 1e-5, absolute: 1e-9), "\(name) \(count)")
      if let peak = row["N_star"].number { #expect(agree(fit.law.peakConcurrency, peak, relative: 1e-5)) }
    }
  }

  @Test func exactPointsGiveTheirLaw() throws {
    let law = try #require(ScalabilityLaw(contention: 0.02, coherence: 0.0002, scale: 50))
    let n = [5.0, 10, 20, 40, 60, 80, 120, 160]
    let fit = try #require(ScalabilityFitter(concurrency: n, throughput: n.map(law.throughput(concurrency:)))?.fit())
    #expect(agree(fit.law.contention, 0.02, relative: 1e-9))
    #expect(agree(fit.law.coherence, 0.0002, relative: 1e-9))
    #expect(agree(fit.law.scale, 50, relative: 1e-9))
  }

  @Test func aStraightLineHasNeitherContentionNorPeak() throws {
    let n = [10.0, 20, 40, 80, 160]
    let fit = try #require(ScalabilityFitter(concurrency: n, throughput: n.map { $0 * 0.96 })?.fit())
    #expect(fit.law.contention < 1e-9 && fit.law.coherence < 1e-9)
    #expect(agree(fit.law.scale, 0.96, relative: 1e-9))
  }

  @Test func refusals() {
    #expect(ScalabilityFitter(concurrency: [1, 2, 3], throughput: [1, 2, 3]) == nil)
    #expect(ScalabilityFitter(concurrency: [1, 1, 2, 2], throughput: [1, 1, 2, 2]) == nil)
    #expect(ScalabilityFitter(concurrency: [1, 2, 3, 4], throughput: [1, 2, 3, 0]) == nil)
    #expect(ScalabilityFitter(concurrency: [1, 2, 3, .nan], throughput: [1, 2, 3, 4]) == nil)
    #expect(ScalabilityFitter(concurrency: [1, 2, 3, 4], throughput: [1, 2, 3]) == nil)
  }
}

import PerfStats
import TestCorpus
import Testing

@Suite struct AutocorrelationTests {
  @Test(arguments: [2, 3, 17, 64, 100]) func covariancesAreThoseOfTheDefinition(count: Int) throws {
    let x = TimeSeries.autoregressive(count, rho: 0.6, seed: 7)
    let mean = try #require(Moments.mean(x))
    let covariances = Autocorrelation.covariances(x, lags: count)
    #expect(covariances.count == count)
    for (lag, covariance) in covariances.enumerated() {
      let sum = zip(x, x.dropFirst(lag)).map { ($0 - mean) * ($1 - mean) }.reduce(0, +)
      #expect(agree(covariance, sum / Double(count), relative: 1e-9, absolute: 1e-12))
    }
  }

  /// Deviations −1, 1, −1, 1 from 2: products of neighbours −3, squares 4.
  @Test func lagOneByHand() {
    #expect(Autocorrelation.lagOne([1, 3, 1, 3]) == -0.75)
    #expect(Autocorrelation.lagOne([2, 2, 2]) == nil)
    #expect(Autocorrelation.lagOne([1, 2]) == nil)
    #expect(Autocorrelation.covariances([], lags: 3).isEmpty)
    #expect(Autocorrelation.covariances([1, .infinity], lags: 1).isEmpty)
  }
}

@Suite struct EffectiveSampleSizeTests {
  /// Σρ_k of a first-order autoregression is ρ/(1 − ρ), so that n values are worth n(1 − ρ)/(1 + ρ).
  @Test(arguments: [0, 0.5, 0.9]) func autoregression(rho: Double) throws {
    let count = 20_000
    let size = try #require(
      EffectiveSampleSize.initialPositiveSequence(TimeSeries.autoregressive(count, rho: rho, seed: 5)))
    #expect(agree(size, Double(count) * (1 - rho) / (1 + rho), relative: 0.15))
  }

  /// Averaging in groups first leaves the answer: 40,000 values go through groups of two.
  @Test func longSeriesAreGrouped() throws {
    let size = try #require(
      EffectiveSampleSize.initialPositiveSequence(TimeSeries.autoregressive(40_000, rho: 0.9, seed: 6)))
    #expect(agree(size, 40_000 / 19, relative: 0.2))
  }

  @Test func edges() throws {
    let alternating = (0..<100).map { Double($0 % 2) }
    // Neighbours that compensate each other are not worth more than themselves.
    #expect(EffectiveSampleSize.initialPositiveSequence(alternating) == 100)
    #expect(EffectiveSampleSize.initialPositiveSequence([Double](repeating: 3, count: 50)) == nil)
    #expect(EffectiveSampleSize.initialPositiveSequence([1, 2, 3]) == nil)
    // A single slope is hardly worth more than one value.
    let trend = try #require(EffectiveSampleSize.initialPositiveSequence((0..<1000).map(Double.init)))
    #expect(trend < 10)
  }
}

@Suite struct DispersionTests {
  /// p = ½; (3 − 2)²/1 + (1 − 2)²/1 over one degree of freedom.
  @Test func byHand() {
    #expect(Dispersion.pearson([(3, 4), (1, 4)]) == 2)
    #expect(Dispersion.pearson([(2, 4), (2, 4)]) == 1)
    #expect(Dispersion.pearson([(3, 4), (1, 4), (0, 0)]) == 2)
    #expect(Dispersion.pearson([(0, 4), (0, 4)]) == nil)
    #expect(Dispersion.pearson([(4, 4), (4, 4)]) == nil)
    #expect(Dispersion.pearson([(1, 4)]) == nil)
  }

  /// All failures of 400 seconds in one minute: pairs, fours, eights of seconds show more and more of what belongs together.
  @Test func burstsOfManyCells() throws {
    let cells = (0..<400).map { second in (events: (160..<220).contains(second) ? 5.0 : 0, trials: 50.0) }
    let single = try #require(Dispersion.pearson(cells))
    let bursts = try #require(Dispersion.ofBursts(cells))
    #expect(bursts > 10 * single)
    let independent = (0..<400).map { second in (events: second % 7 == 0 ? 1.0 : 0, trials: 50.0) }
    #expect(try #require(Dispersion.ofBursts(independent)) < 1.5)
  }
}

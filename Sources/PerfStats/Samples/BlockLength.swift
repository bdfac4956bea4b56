import Glibc

/// How long the blocks of a block bootstrap should be.
public enum BlockLength {
  /// The length for the circular block bootstrap of the mean of a stationary series, at least 1.
  ///
  /// D. N. Politis and H. White, "Automatic block-length selection for the dependent bootstrap", Econometric Reviews 23 (2004), eq.
  /// 9 and §3.2, with the correction of Patton, Politis and White, Econometric Reviews 28 (2009):
  /// b = (2Ĝ²/D̂)^⅓·n^⅓ with Ĝ = Σ λ(k/M)|k|γ_k, D̂ = (4/3)·(Σ λ(k/M)γ_k)², the trapezoidal window λ(t) = min(1, 2(1 − |t|)) and M
  /// twice the lag after which max(5, √log₁₀n) correlations in a row are within ±2√(log₁₀n/n); at most min(3√n, n/3).
  /// A series that does not vary, or is shorter than ten values, needs no blocks.
  public static func politisWhite(_ series: [Double]) -> Double {
    let count = Double(series.count)
    guard series.count >= 10, let range = Moments.finiteRange(series), range.low < range.high else { return 1 }
    let run = max(5, Int(log10(count).squareRoot()))
    let longest = Int(count.squareRoot().rounded(.up)) + run
    let covariances = Autocorrelation.covariances(series, lags: min(longest + run, series.count - 1))
    guard let variance = covariances.first, variance > 0 else { return 1 }
    let limit = 2 * (log10(count) / count).squareRoot()
    let isVisible = covariances.dropFirst().map { abs($0 / variance) >= limit }
    let window = min(2 * lastVisibleLag(isVisible, run: run, longest: longest), longest, covariances.count - 1)
    var spectrum = variance
    var slope = 0.0
    for lag in 1...max(window, 1) {
      let weight = min(1, max(0, 2 * (1 - Double(lag) / Double(max(window, 1)))))
      spectrum += 2 * weight * covariances[lag]
      slope += 2 * weight * Double(lag) * covariances[lag]
    }
    guard spectrum != 0 else { return 1 }
    let length = cbrt(2 * slope * slope / (4.0 / 3 * spectrum * spectrum) * count)
    return max(1, min(length, 3 * count.squareRoot(), count / 3))
  }

  /// The smallest lag m ≥ 1 after which `run` correlations in a row are negligible; where there is none, the last that is not.
  private static func lastVisibleLag(_ isVisible: [Bool], run: Int, longest: Int) -> Int {
    var quiet = 0
    for (place, visible) in isVisible.enumerated() {
      quiet = visible ? 0 : quiet + 1
      if quiet == run { return max(1, place + 1 - run) }
    }
    return max(1, isVisible.prefix(longest).lastIndex(of: true).map { $0 + 1 } ?? 1)
  }
}

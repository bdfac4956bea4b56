/// How much the values of a series in time order resemble those before them.
public enum Autocorrelation {
  /// γ_0, γ_1, … up to `lags`: γ_k = Σ (x_i − x̄)(x_{i+k} − x̄)/n, with the divisor n at each lag, which keeps the sequence
  /// positive semidefinite (Box, Jenkins, Time Series Analysis, §2.1.5).
  ///
  /// Through the Fourier transform of the series padded with as many zeros (Wiener–Khinchin): O(n log n). Empty where the series is or
  /// holds a value that is not finite.
  public static func covariances(_ series: [Double], lags: Int) -> [Double] {
    guard let mean = Moments.mean(series), lags >= 0 else { return [] }
    let lags = min(lags, series.count - 1)
    // Zeros after the series keep lag k of the circle apart from lag n − k.
    var size = 1
    while size < series.count + lags { size *= 2 }
    var real = series.map { $0 - mean } + [Double](repeating: 0, count: size - series.count)
    var imaginary = [Double](repeating: 0, count: size)
    FourierTransform.forward(&real, &imaginary)
    for place in real.indices {
      real[place] = real[place] * real[place] + imaginary[place] * imaginary[place]
      imaginary[place] = 0
    }
    // The power spectrum is real and even, so that transforming it forward is transforming it back.
    FourierTransform.forward(&real, &imaginary)
    let scale = Double(size) * Double(series.count)
    return (0...lags).map { real[$0] / scale }
  }

  /// ρ_1, the correlation of a series with itself one step later; nil where it does not vary or holds fewer than three values.
  public static func lagOne(_ series: [Double]) -> Double? {
    guard series.count >= 3, let mean = Moments.mean(series), let range = Moments.finiteRange(series),
      range.low < range.high
    else { return nil }
    let deviations = series.map { $0 - mean }
    let squares = Summation.sum(deviations.map { $0 * $0 })
    let products = Summation.sum(zip(deviations, deviations.dropFirst()).map { $0 * $1 })
    return squares > 0 ? products / squares : nil
  }
}

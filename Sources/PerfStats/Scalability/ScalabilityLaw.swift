/// The universal scalability law: throughput as a function of concurrency.
///
///     X(N) = γ·N/(1 + α(N − 1) + κN(N − 1))
///
/// N. J. Gunther, Guerrilla Capacity Planning (2007), eq. 4.31 with the scale γ of B. Schwartz, Practical Scalability Analysis with the
/// Universal Scalability Law (2015). With κ = 0 it is Amdahl's law, with α = κ = 0 a straight line.
public struct ScalabilityLaw: Sendable, Hashable {
  /// α, the share of contention: what has to wait in line.
  public let contention: Double
  /// κ, the coherence: what each has to settle with each other, per pair.
  public let coherence: Double
  /// γ, the throughput of one, per second.
  public let scale: Double

  /// Nil unless α and κ are finite and not negative and γ is positive.
  public init?(contention: Double, coherence: Double, scale: Double) {
    guard contention >= 0, coherence >= 0, scale > 0, (contention + coherence + scale).isFinite else { return nil }
    self.contention = contention
    self.coherence = coherence
    self.scale = scale
  }

  /// X(N), per second, for N ≥ 0 in flight.
  public func throughput(concurrency n: Double) -> Double { scale * n / load(n) }

  /// R(N) = N/X(N) by Little's law, in seconds.
  public func latency(concurrency n: Double) -> Double { load(n) / scale }

  /// N* = √((1 − α)/κ), where throughput is largest; nil where κ = 0 (none exists) or α ≥ 1 (it falls from the start).
  public var peakConcurrency: Double? {
    guard coherence > 0, contention < 1 else { return nil }
    let peak = ((1 - contention) / coherence).squareRoot()
    return peak.isFinite ? peak : nil
  }

  /// X(N*) = γ/(α − κ + 2√(κ(1 − α))), per second; nil where there is no peak.
  public var peakThroughput: Double? { peakConcurrency.map(throughput(concurrency:)) }

  /// γ/α, which throughput without coherence would approach; nil where α = 0.
  public var asymptote: Double? {
    let limit = scale / contention
    return contention > 0 && limit.isFinite ? limit : nil
  }

  /// N(X): the smaller concurrency with that throughput, the root of κX·N² + (αX − κX − γ)N + (1 − α)X = 0.
  ///
  /// Nil where the throughput is never reached. The term κX belongs to the linear coefficient; libraries that drop it err unless
  /// N is small.
  public func concurrency(throughput x: Double) -> Double? {
    guard x >= 0, x.isFinite else { return nil }
    if x == 0 { return 0 }
    let a = coherence * x
    let b = (contention - coherence) * x - scale
    let c = (1 - contention) * x
    let discriminant = b * b - 4 * a * c
    guard discriminant >= 0, b < 0 else { return nil }
    // 2c/(−b + √…) is the smaller root without cancellation, and c/−b where the law is Amdahl's.
    let n = 2 * c / (discriminant.squareRoot() - b)
    return n.isFinite && n >= 0 ? n : nil
  }

  /// N(R) = (κ − α + √((α − κ)² − 4κ(1 − α − γR)))/2κ: the concurrency with that latency in seconds.
  ///
  /// Nil where no concurrency has it.
  public func concurrency(latency r: Double) -> Double? {
    guard r.isFinite else { return nil }
    let b = contention - coherence
    let c = 1 - contention - scale * r
    guard coherence > 0 else {
      let n = -c / b
      return b > 0 && n >= 0 && n.isFinite ? n : nil
    }
    let discriminant = b * b - 4 * coherence * c
    guard discriminant >= 0 else { return nil }
    let root = discriminant.squareRoot()
    let n = b > 0 ? -2 * c / (b + root) : (root - b) / (2 * coherence)
    return n.isFinite && n >= 0 ? n : nil
  }

  /// X(R) = N(R)/R, per second; nil where no concurrency has that latency.
  public func throughput(latency r: Double) -> Double? {
    guard r > 0, let n = concurrency(latency: r) else { return nil }
    return n / r
  }

  /// 1 + α(N − 1) + κN(N − 1).
  private func load(_ n: Double) -> Double { 1 + contention * (n - 1) + coherence * n * (n - 1) }
}

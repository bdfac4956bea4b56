public import PerfUnits

/// Throughput, residence time and population of one system: any two give the third, N = X·R.
public struct LoadPoint: Sendable, Hashable {
  /// X.
  public let throughput: RequestRate
  /// R.
  public let residence: Seconds
  /// N.
  public let population: Population

  public init(throughput: RequestRate, residence: Seconds) {
    self.throughput = throughput
    self.residence = residence
    population = throughput * residence
  }

  /// Nil where nobody waits any time.
  public init?(population: Population, residence: Seconds) {
    guard let throughput = population / residence else { return nil }
    self.throughput = throughput
    self.residence = residence
    self.population = population
  }

  /// Nil where nothing comes through.
  public init?(throughput: RequestRate, population: Population) {
    guard let residence = population / throughput else { return nil }
    self.throughput = throughput
    self.residence = residence
    self.population = population
  }
}

/// How users behave: q requests of R seconds each, then Z seconds of thinking, then again.
public struct UserBehaviour: Sendable, Hashable {
  /// R, the mean latency of one request.
  public let latency: Seconds
  /// Z, per iteration.
  public let thinkTime: Seconds
  /// q.
  public let requestsPerIteration: Double

  /// Nil unless q is positive and finite.
  public init?(latency: Seconds, thinkTime: Seconds, requestsPerIteration: Double = 1) {
    guard requestsPerIteration > 0, requestsPerIteration.isFinite else { return nil }
    self.latency = latency
    self.thinkTime = thinkTime
    self.requestsPerIteration = requestsPerIteration
  }

  /// (qR + Z)/q, the time a user needs for one request and its share of thinking.
  public var timePerRequest: Seconds? {
    latency.scaled(by: requestsPerIteration).flatMap { ($0 + thinkTime).scaled(by: 1 / requestsPerIteration) }
  }

  /// N = X·(qR + Z)/q.
  public func users(at rate: RequestRate) -> Population? { timePerRequest.map { rate * $0 } }

  /// X = N·q/(qR + Z); nil where users need no time at all.
  public func rate(of users: Population) -> RequestRate? { timePerRequest.flatMap { users / $0 } }
}

/// What every request of a run shows beside its statistics. Described, never gated.
public struct RunFindings: Sendable, Hashable {
  /// How reports call the run.
  public let label: String
  /// Requests of the whole run.
  public let requests: Int
  /// Those that started in `window`.
  public let kept: Int
  /// The part that is steady, in seconds from the start of the first request.
  public let window: ClosedRange<Double>
  /// What lies outside, in time order; empty where all is steady.
  public let cuts: [Cut]
  /// Why there is no steady part, nil where there is one: "the second half is 44 % slower than the first".
  public let unsteadiness: String?
  /// How many independent requests those kept are worth for a mean, nil where that cannot be told.
  public let independentRequests: Double?
  /// A second opinion on the sampling error, nil where there is too little for it.
  public let crossCheck: BootstrapCheck?
  /// Endpoints whose durations have two humps, those with the most requests first.
  public let modes: [EndpointModes]
  /// The warning that slow answers kept load away, nil where they did not.
  public let coordinatedOmission: String?

  /// Seconds that are left out of the comparison of durations.
  public var leftOut: Double { cuts.reduce(0) { $0 + $1.span.upperBound - $1.span.lowerBound } }

  /// A part of a run that is left out of the comparison of durations.
  public struct Cut: Sendable, Hashable {
    public let reason: Reason
    /// In seconds from the start of the first request.
    public let span: ClosedRange<Double>
    /// Requests that ended in it, and those of them that failed: they still count in the error ratio.
    public let requests: Int
    public let failed: Int

    /// Why a part is left out.
    public enum Reason: String, Sendable, Hashable {
      /// The test's own setup and teardown.
      case preparation
      /// The users are still fewer than in the greater part of the run, or fewer again.
      case ramp
      /// Durations have not settled yet (MSER-5).
      case warmUp
    }
  }

  /// The standard errors of ln of a statistic of the whole run, by batches and by the block bootstrap.
  public struct BootstrapCheck: Sendable, Hashable {
    public let byBatches: Double
    public let byBootstrap: Double
    /// Seconds.
    public let blockLength: Double
    public let replicates: Int
    public let seed: UInt64

    /// Whether one is more than twice the other: each is off by a fifth or so itself.
    public var isDisputed: Bool { max(byBatches, byBootstrap) > 2 * min(byBatches, byBootstrap) }
  }

  /// Two humps in the durations of an endpoint.
  public struct EndpointModes: Sendable, Hashable {
    /// Nil for the run as a whole, where it has no endpoints.
    public let endpoint: String?
    /// In seconds.
    public let lower: Double
    public let valley: Double
    public let upper: Double
    /// The share of requests above the valley.
    public let shareAbove: Double
  }
}

/// What every request of both sides shows. Described, never gated.
public struct SampleFindings: Sendable, Hashable {
  /// One for each run whose requests are all known.
  public let before: [RunFindings]
  public let after: [RunFindings]
  /// Whether the rows of request durations stand on the requests; with three or more runs a side, or a summary on one, they do not.
  public let isDeciding: Bool
  /// How the durations of each endpoint moved from the median to the tail.
  public let shifts: [QuantileShift]
  /// How many answers of each status.
  public let statuses: [StatusCount]
  /// How often each error message came, the most frequent first; no more than a hundred.
  public let errors: [ErrorCount]

  /// The relative changes of the quantiles of one endpoint.
  public struct QuantileShift: Sendable, Hashable {
    /// Nil for the run as a whole.
    public let endpoint: String?
    /// after/before − 1 at each order, ascending.
    public let points: [Point]

    /// The change at one quantile.
    public struct Point: Sendable, Hashable {
      public let p: Double
      public let change: Double
      /// Whether fewer than ten requests of a side are beyond it.
      public let isThin: Bool
    }
  }

  /// How often an error message came over all runs of a side.
  public struct ErrorCount: Sendable, Hashable {
    public let message: String
    public let before: Int
    public let after: Int
  }

  /// How often a status came over all runs of a side.
  public struct StatusCount: Sendable, Hashable {
    public let status: String
    public let before: Int
    public let after: Int
  }
}

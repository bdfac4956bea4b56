/// What happened in one second of a run.
public struct TimelineBin: Sendable, Hashable {
  /// Seconds from the run's start to the bin's.
  public let at: Double
  /// Seconds.
  public let length: Double
  /// Requests that ended in the bin.
  public let count: Int
  /// Those of them that failed.
  public let failed: Int
  /// The last number of users known at the bin's end, nil where the source does not tell.
  public var users: Double? { figures.users.value }
  /// Of the durations, in seconds; type 7, and nil in a bin without durations.
  public var mean: Double? { figures.mean.value }
  public var p50: Double? { figures.p50.value }
  public var p95: Double? { figures.p95.value }
  public var p99: Double? { figures.p99.value }

  /// In 40 bytes, where optional numbers take 80: a run of an hour and a thousand endpoints has three million bins.
  private let figures: Figures

  private struct Figures: Sendable, Hashable {
    let users: Figure
    let mean: Figure
    let p50: Figure
    let p95: Figure
    let p99: Figure
  }

  /// A number that may be missing; none of a run is NaN, which stands for it.
  private struct Figure: Sendable, Hashable {
    private let bits: UInt64

    init(_ value: Double?) { bits = (value.map { $0 + 0 } ?? .nan).bitPattern }

    var value: Double? {
      let value = Double(bitPattern: bits)
      return value.isNaN ? nil : value
    }
  }

  public init(
    at: Double, length: Double = 1, count: Int, failed: Int, users: Double? = nil, mean: Double?, p50: Double?,
    p95: Double?, p99: Double?
  ) {
    self.at = at
    self.length = length
    self.count = count
    self.failed = failed
    figures = Figures(users: Figure(users), mean: Figure(mean), p50: Figure(p50), p95: Figure(p95), p99: Figure(p99))
  }
}

/// The bins of one endpoint.
///
/// A bin covers the requests that *ended* in it. Seconds in which none ended are left out: their count is 0.
public struct Timeline: Sendable, Hashable {
  /// Nil is the whole run.
  public let endpoint: String?
  /// Ascending by `at`.
  public let bins: [TimelineBin]

  public init(endpoint: String?, bins: [TimelineBin]) {
    self.endpoint = endpoint
    self.bins = bins
  }
}

extension Timeline {
  /// Bins of several endpoints made of pieces, each of which holds those of some seconds: the pieces follow each other, and go as they are
  /// used, since both together would be the peak of an import's memory.
  static func joined(_ pieces: consuming [[[TimelineBin]]], endpoints: Int) -> [[TimelineBin]] {
    (0..<endpoints).map { endpoint in
      var bins: [TimelineBin] = []
      bins.reserveCapacity(pieces.reduce(0) { $0 + $1[endpoint].count })
      for piece in pieces.indices {
        bins += pieces[piece][endpoint]
        pieces[piece][endpoint] = []
      }
      return bins
    }
  }
}

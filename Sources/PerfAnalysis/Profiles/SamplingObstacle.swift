/// Why a change between two profiles cannot be told from the noise of sampling.
public enum SamplingObstacle: Sendable, Hashable, CaseIterable {
  /// Values were recorded, and nobody knows of how many samples they are: heaps, waits, goroutines.
  case uncounted
  case noSamples
  /// Per second, and a profile does not say how many it took.
  case unknownDuration
  /// Per request, and nobody says how many there were.
  case unknownRequests
  /// As recorded, and it is not known whether one took longer.
  case unknownDurations
  /// As recorded, and one took longer.
  case differentDurations

  /// In a sentence's words.
  public var reason: String {
    switch self {
    case .uncounted: "the profiles do not count samples of their own, so that chance cannot be told from change"
    case .noSamples: "one of the profiles has no samples"
    case .unknownDuration: "one of the profiles does not say how long it took"
    case .unknownRequests: "the number of requests is not given for both sides"
    case .unknownDurations: "how long both profiles took is not known, and more samples may only mean more time"
    case .differentDurations:
      "the profiles took different times, and their values are held against each other as they are"
    }
  }

  /// What would tell.
  public var remedy: String {
    switch self {
    case .uncounted:
      "a profile of processor time counts them; 'perfreport profile AFTER --before BEFORE' lists what moved in these"
    case .noSamples: "record it again while the load runs, and for longer"
    case .unknownDuration, .unknownDurations:
      "say it: 'perfreport profile AFTER --before BEFORE --duration SECONDS --before-duration SECONDS'"
    case .unknownRequests: "say it: 'perfreport profile AFTER --before BEFORE --requests N --before-requests N'"
    case .differentDurations: "compare them by the second: 'perfreport profile AFTER --before BEFORE --basis second'"
    }
  }
}

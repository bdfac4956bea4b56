public import PerfModel

/// What a run looked like over time: its seconds, and the levels of load that it held.
public struct LoadOverTime: Sendable, Hashable {
  /// Seconds from the first request's start to the end of the last second.
  public let span: Double
  /// When the load itself ran, in seconds from the first request's start.
  public let loadWindow: ClosedRange<Double>?
  /// The whole run, second by second; seconds in which no request ended are left out.
  public let seconds: [TimelineBin]
  /// Stretches of a constant number of users, ascending; empty where the source does not tell the users.
  public let levels: [LoadLevel]
  /// What a comparison of durations leaves out, in time order.
  public let cuts: [RunFindings.Cut]
  /// Why the run has no steady part, nil where it has one: "the second half is 44 % slower than the first".
  public let unsteadiness: String?

  /// The shape of a run; nil where its source has no times.
  public init?(_ run: Run) {
    guard let seconds = run.timelines.first(where: { $0.endpoint == nil })?.bins, let last = seconds.last else {
      return nil
    }
    self.seconds = seconds
    span = last.at + last.length
    loadWindow = run.loadWindow
    levels = LoadLevel.levels(of: seconds, span: span)
    let steady = SteadyPart(run)
    cuts = steady?.cuts ?? []
    unsteadiness = steady?.unsteadiness
  }
}

/// A stretch of a run in which the number of users did not change.
public struct LoadLevel: Sendable, Hashable {
  /// Seconds from the first request's start.
  public let from: Double
  public let to: Double
  public let users: Double
  /// Requests that ended in it.
  public let count: Int
  public let failed: Int

  /// Requests a second.
  public var rate: Double { Double(count) / (to - from) }

  /// Changes of the number of users up to this share are no change (CAPACITY 3.2: levels hold their load within 2 %).
  private static let tolerance = 0.02
  /// A stretch that is shorter, in seconds or as a share of the run, is part of a ramp.
  private static let shortest = 3.0
  private static let smallestShare = 0.04

  /// The levels of a run's seconds.
  static func levels(of seconds: [TimelineBin], span: Double) -> [LoadLevel] {
    joined(stretches(of: seconds, span: span)).filter {
      $0.to - $0.from >= max(shortest, smallestShare * span)
    }
  }

  /// Stretches of seconds with one number of users, however short.
  private static func stretches(of seconds: [TimelineBin], span: Double) -> [LoadLevel] {
    var stretches: [LoadLevel] = []
    var first = 0
    while first < seconds.count {
      guard let users = seconds[first].users else {
        first += 1
        continue
      }
      let end = seconds[first...].firstIndex { abs(($0.users ?? -1) - users) > tolerance * users } ?? seconds.count
      let bins = seconds[first..<end]
      // Seconds that are left out because nothing ended in them belong to the stretch before.
      stretches.append(
        LoadLevel(
          from: seconds[first].at, to: end < seconds.count ? seconds[end].at : span, users: users,
          count: bins.reduce(0) { $0 + $1.count }, failed: bins.reduce(0) { $0 + $1.failed }))
      first = end
    }
    return stretches
  }

  /// An iteration that ends a little late makes another user for a second: what lies between two stretches of one level and is
  /// shorter than any level belongs to it.
  private static func joined(_ stretches: [LoadLevel]) -> [LoadLevel] {
    var levels: [LoadLevel] = []
    for stretch in stretches {
      let same = levels.lastIndex { abs($0.users - stretch.users) <= tolerance * stretch.users }
      guard let same, stretch.from - levels[same].to < shortest else {
        levels.append(stretch)
        continue
      }
      let parts = levels[same...] + [stretch]
      levels.removeSubrange(same...)
      levels.append(
        LoadLevel(
          from: parts[same].from, to: stretch.to, users: parts[same].users, count: parts.reduce(0) { $0 + $1.count },
          failed: parts.reduce(0) { $0 + $1.failed }))
    }
    return levels
  }
}

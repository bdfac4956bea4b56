import PerfModel
import PerfStats

/// Where the users of a run stay at the level that they have for the greater part of it: known stages come before any statistics.
enum UserPlateau {
  /// The first and the last second of the plateau, in seconds from the run's origin; nil where the source does not tell the users,
  /// or where they have no level for at least half of the time: then nobody can say which stage is meant.
  ///
  /// The level is the median over the seconds; what differs from it by at most one user or a tenth is at it. Nine of ten seconds
  /// between the first and the last at the level have to be at it too: the users of an open model come and go, and are a result.
  static func window(_ bins: [TimelineBin]) -> ClosedRange<Double>? {
    let known = bins.compactMap { bin in bin.users.map { (at: bin.at, end: bin.at + bin.length, users: $0) } }
    guard known.count >= 2, let level = Quantile.type7(known.map(\.users), 0.5), level > 0 else { return nil }
    let tolerance = max(1, level / 10)
    guard let first = known.firstIndex(where: { $0.users >= level - tolerance }),
      let last = known.lastIndex(where: { $0.users >= level - tolerance }), 2 * (last - first + 1) >= known.count
    else { return nil }
    let atLevel = known[first...last].count { abs($0.users - level) <= tolerance }
    guard Double(atLevel) >= 0.9 * Double(last - first + 1) else { return nil }
    // A bin knows the users at its end: where the level was reached in it, only the next one has it throughout.
    let start = first == 0 ? bins[0].at : known[first].end
    let end = last == known.count - 1 ? bins[bins.count - 1].at + bins[bins.count - 1].length : known[last].end
    return start < end ? start...end : nil
  }
}

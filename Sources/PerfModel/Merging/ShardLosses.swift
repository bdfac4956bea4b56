import PerfDiagnostics

/// What of the shards is not in the whole, and why.
struct ShardLosses {
  private var keys: [Reason: Set<SeriesKey>] = [:]

  /// Why figures of parts make no figure of the whole.
  enum Reason: String, CaseIterable {
    case quantiles
    case rate
    case scalar
    case share
    case kinds
    case labels

    var text: String {
      switch self {
      case .quantiles: "published quantiles of shards make none of the whole, and are left out"
      case .rate: "rates need the count and the time of the whole run, and are left out"
      case .scalar: "single numbers of shards make none of the whole, and are left out"
      case .share: "shares without their counts cannot be added, and are left out"
      case .kinds: "the shards hold different kinds of figures, which are left out"
      case .labels: "not every shard tells its requests apart by these labels, which are left out"
      }
    }

    var hint: String {
      switch self {
      case .quantiles:
        "record every request on each load generator, and merge those files; 'perfreport formats' tells how to record them"
      case .rate, .scalar, .share: "merge the raw outputs, which hold every request and its time"
      case .kinds: "merge files of one format and version"
      case .labels: "merge the raw outputs in one go, not what was converted of them"
      }
    }
  }

  mutating func add(_ reason: Reason, _ key: SeriesKey) { keys[reason, default: []].insert(key) }

  /// One for each reason.
  var diagnostics: [Diagnostic] {
    Reason.allCases.compactMap { reason in
      guard let keys = keys[reason]?.sorted(), !keys.isEmpty else { return nil }
      let hidden = keys.count - 3
      let names = keys.prefix(3).map(\.text).joined(separator: ", ") + (hidden > 0 ? " and \(hidden) more" : "")
      return Diagnostic(.warning, .shardsLeftOut, "\(reason.text): \(names)", hint: reason.hint)
    }
  }
}

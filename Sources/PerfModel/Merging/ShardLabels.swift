/// Makes the same figures of every shard, before they are added up: what a shard tells apart depends on what it has met.
///
/// A route that only the preparation of one shard called may be part of another's load; and a shard that met one status only does not
/// tell durations by status. Recorded shards need none of this: their recorders are merged, and tell the whole.
enum ShardLabels {
  static func aligned(_ shards: [Run], _ losses: inout ShardLosses) -> [[Series]] {
    var all = aligningStages(shards.map(\.series))
    for name in ["status", "scenario"] { all = aligning(name, all, &losses) }
    return all
  }

  // MARK: Stages

  private static func aligningStages(_ shards: [[Series]]) -> [[Series]] {
    var stages: [String: Set<RequestKey.Stage>] = [:]
    for series in shards.joined() where series.key.metric == .requestCount {
      guard let endpoint = series.key.endpoint, let stage = stage(of: series.key) else { continue }
      stages[endpoint, default: []].insert(stage)
    }
    return shards.map { series in
      series.map { one in
        guard let endpoint = one.key.endpoint, let own = stage(of: one.key), own != .load,
          let common = stages[endpoint].flatMap(RequestKey.Stage.common)
        else { return one }
        let others = one.key.labels.pairs.filter { $0.name != "stage" }
        let label = common == .load ? [] : [Labels.Pair(name: "stage", value: common.rawValue)]
        return one.with(SeriesKey(one.key.metric, endpoint: endpoint, labels: Labels(others + label)))
      }
    }
  }

  /// The stage that `RunRecorder` has labelled a series with; nil where another tool's label has the name.
  private static func stage(of key: SeriesKey) -> RequestKey.Stage? {
    guard let label = key.labels["stage"] else { return .load }
    return RequestKey.Stage(rawValue: label)
  }

  // MARK: What the whole run is told by

  /// Durations of the whole run by status or scenario, where there are several of them.
  private static func aligning(_ name: String, _ shards: [[Series]], _ losses: inout ShardLosses) -> [[Series]] {
    let values = Set(shards.joined().compactMap { $0.key.isOfWholeRun ? $0.key.labels[name] : nil })
    guard values.count > 1 else { return shards }
    let completed = shards.map { completing(name, $0) }
    guard completed.contains(where: { $0 == nil }) else { return completed.compactMap(\.self) }
    let told = shards.joined().contains {
      $0.key.isOfWholeRun && $0.key.metric == .requestDuration && $0.key.labels[name] != nil
    }
    guard told else { return shards }
    // Of a shard that has requests, and does not tell them apart, nobody knows which were which.
    return shards.map { series in
      series.filter { one in
        let isCountOfStatus = name == "status" && one.key.metric == .requestCount
        guard one.key.isOfWholeRun, one.key.labels[name] != nil, !isCountOfStatus else { return true }
        losses.add(.labels, one.key)
        return false
      }
    }
  }

  /// The series of a shard with durations by the label; nil where they are not known.
  private static func completing(_ name: String, _ series: [Series]) -> [Series]? {
    func find(_ metric: MetricID, _ labels: Labels) -> Series? {
      series.first { $0.key == SeriesKey(metric, labels: labels) }
    }
    guard let durations = find(.requestDuration, .none), durations.hasData else { return series }
    let labelled = series.filter { $0.key.isOfWholeRun && $0.key.labels[name] != nil }
    if labelled.contains(where: { $0.key.metric == .requestDuration }) { return series }
    // The only one there is has all requests.
    guard let only = labelled.first, labelled.count == 1, only.key.metric == .requestCount,
      only[.value] == find(.requestCount, .none)?[.value]
    else { return nil }
    return series + [durations.with(SeriesKey(.requestDuration, labels: only.key.labels))]
  }
}

extension SeriesKey {
  /// Whether it tells requests of all endpoints apart by one label.
  fileprivate var isOfWholeRun: Bool {
    endpoint == nil && labels.pairs.count == 1 && metric.rawValue.hasPrefix("request.")
  }
}

extension Series {
  fileprivate func with(_ key: SeriesKey) -> Series { Series(key: key, metric: metric, content: content) }
}

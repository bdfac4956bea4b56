import PerfDiagnostics

/// Makes one run of its shards: of what several load generators recorded of it, each for itself.
///
/// The order of the shards does not matter, and merging some of them first gives the same run; recorded requests come to what
/// reading one file of all shards would give (docs/json.md, "Shards"). Only the users differ: each shard has its own, and they add up.
public enum Shards {
  /// The whole run of at least one shard. Whether they are shards of one run is for `check` to say.
  ///
  /// What cannot be merged is left out, and the run says so in a diagnostic.
  public static func merge(_ shards: [Run], limits: RecordingLimits = RecordingLimits()) -> Run {
    precondition(!shards.isEmpty, "something has to be merged")
    guard shards.count > 1 else { return shards[0] }
    let window = window(shards)
    let recorded = recorded(shards)
    let seconds = (recorded?.duration ?? window?.seconds).flatMap { $0 > 0 ? $0 : nil }
    let timelines = ShardTimelines(recorded == nil ? shards : [], origin: window?.start)
    var losses = ShardLosses()
    let parts = recorded == nil ? ShardLabels.aligned(shards, &losses) : shards.map(\.unrecordedSeries)
    var merger = SeriesMerger(seconds: seconds, mostUsers: timelines.mostUsers, limits: limits, losses: losses)
    let merged = merger.merge(parts, ends: shards.map { ShardWindow($0)?.end ?? .min })
    var run = Run(
      label: shards.map(\.label).min() ?? "", tool: shards[0].tool,
      toolVersion: joined(shards.compactMap(\.toolVersion)), format: shards[0].format,
      startedAt: recorded?.startedAt ?? start(shards), duration: seconds,
      files: files(shards), context: context(shards),
      series: joined(recorded?.series ?? [], merged),
      timelines: recorded?.timelines ?? timelines.merged, origin: recorded?.origin ?? timelines.origin,
      loadWindow: recorded?.loadWindow ?? timelines.loadWindow, declaredObjectives: objectives(shards),
      diagnostics: diagnostics(shards, merger.losses))
    run.recording = recorded?.recording ?? KeptRecording()
    return run
  }

  /// The first start, nil where a shard does not tell its own.
  private static func start(_ shards: [Run]) -> Timestamp? {
    let starts = shards.compactMap(\.startedAt)
    return starts.count == shards.count ? starts.min() : nil
  }

  /// From the first start to the last end, nil where a shard does not tell: the rest may have run at any time.
  private static func window(_ shards: [Run]) -> ShardWindow? {
    let windows = shards.map(ShardWindow.init)
    return windows.dropFirst().reduce(windows[0]) { all, next in
      guard let all, let next else { return nil }
      return all.union(next)
    }
  }

  /// What all recorders together tell, nil where one was not kept.
  private static func recorded(_ shards: [Run]) -> Run? {
    var recorders = shards.compactMap { $0.recording.content?.recorder }[...]
    guard recorders.count == shards.count, var all = recorders.popFirst() else { return nil }
    for next in recorders {
      guard all.isMergeable(with: next) else { return nil }
      all.merge(shard: next)
    }
    var builder = RunBuilder(label: "", tool: "", format: "", keepsRecording: true)
    all.tell(&builder)
    return builder.finish().first
  }

  /// Of a key that one shard declares and another has recorded, the recorded.
  private static func joined(_ recorded: [Series], _ others: [Series]) -> [Series] {
    let keys = Set(recorded.map(\.key))
    return (recorded + others.filter { !keys.contains($0.key) }).sorted { $0.key < $1.key }
  }

  private static func objectives(_ shards: [Run]) -> [DeclaredObjective] {
    // The tool has judged a part of the run.
    let unjudged = Set(
      shards.flatMap(\.declaredObjectives).map {
        DeclaredObjective(series: $0.series, expression: $0.expression, metAccordingToTool: nil)
      })
    return unjudged.sorted { ($0.series, $0.expression) < ($1.series, $1.expression) }
  }

  private static func files(_ shards: [Run]) -> [InputFile] {
    Set(shards.flatMap(\.files)).sorted {
      ($0.path, $0.sha256 ?? "", $0.bytes ?? 0) < ($1.path, $1.sha256 ?? "", $1.bytes ?? 0)
    }
  }

  private static func context(_ shards: [Run]) -> [String: String] {
    var values: [String: [String]] = [:]
    for shard in shards { for (name, value) in shard.context { values[name, default: []].append(value) } }
    return values.compactMapValues(joined)
  }

  private static let separator: [Character] = [" ", "|", " "]

  /// Different texts one after the other, so that merging the merged adds nothing twice; nil for none.
  private static func joined(_ texts: [String]) -> String? {
    let parts = Set(texts.flatMap { $0.split(separator: separator).map(String.init) })
    return texts.isEmpty ? nil : parts.sorted().joined(separator: String(separator))
  }

  private static func diagnostics(_ shards: [Run], _ losses: ShardLosses) -> [Diagnostic] {
    let all = Set(shards.flatMap(\.diagnostics) + losses.diagnostics)
    return all.sorted { a, b in
      let (x, y) = (a.location, b.location)
      return (x?.file ?? "", x?.line ?? 0, x?.column ?? 0, a.id.rawValue, a.message)
        < (y?.file ?? "", y?.line ?? 0, y?.column ?? 0, b.id.rawValue, b.message)
    }
  }
}

extension Run {
  /// The series that no kept recorder has told.
  fileprivate var unrecordedSeries: [Series] {
    guard let keys = recording.content?.keys else { return series }
    return series.filter { !keys.contains($0.key) }
  }
}

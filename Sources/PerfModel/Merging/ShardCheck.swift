public import PerfDiagnostics

extension Shards {
  /// Looks whether runs can be shards of one run.
  /// - Returns: what is doubtful about it.
  /// - Throws: `shards-unlike` where tools or formats differ, `shards-apart` where the runs followed each other.
  public static func check(_ runs: [Run]) throws(Diagnostic) -> [Diagnostic] {
    guard let first = runs.first, runs.count > 1 else { return [] }
    for run in runs where (run.tool, run.format) != (first.tool, first.format) {
      throw Diagnostic(
        .error, .shardsUnlike,
        "these are no shards of one run: \(name(first)) is \(first.format) of \(first.tool), "
          + "\(name(run)) is \(run.format) of \(run.tool)",
        at: place(run), hint: "merge the files that the load generators of one run wrote, all in one format")
    }
    var findings: [Diagnostic] = []
    let versions = Set(runs.compactMap(\.toolVersion)).sorted()
    if versions.count > 1 {
      findings.append(
        Diagnostic(
          .warning, .shardsVersions,
          "the shards are of several versions of \(first.tool): "
            + versions.joined(separator: ", "),
          hint: "run the same version on every load generator"))
    }
    for (name, values) in contexts(runs) where values.count > 1 {
      findings.append(
        Diagnostic(
          .warning, .shardsVersions, "the shards differ in \(name): " + values.joined(separator: ", "),
          hint: "one run has one \(name); were these recorded together?"))
    }
    return findings + (try checkWindows(runs))
  }

  private static func contexts(_ runs: [Run]) -> [(name: String, values: [String])] {
    let names = Set(runs.flatMap { $0.context.keys }).sorted()
    return names.map { name in (name, Set(runs.compactMap { $0.context[name] }).sorted()) }
  }

  /// Load generators that work together measure at the same time.
  private static func checkWindows(_ runs: [Run]) throws(Diagnostic) -> [Diagnostic] {
    let known = runs.compactMap { run in ShardWindow(run).map { (run: run, window: $0) } }
    var findings: [Diagnostic] = []
    let undated = runs.filter { ShardWindow($0) == nil }
    if !undated.isEmpty {
      findings.append(
        Diagnostic(
          .warning, .shardsUndated,
          "nothing tells whether the shards ran at the same time: \(names(undated)) \(undated.count == 1 ? "has" : "have")"
            + " no date or no duration; rates need both",
          hint: "merge the raw outputs, which date every request"))
    }
    let ordered = known.sorted { ($0.window.start, $0.window.end) < ($1.window.start, $1.window.end) }
    guard var reached = ordered.first else { return findings }
    for next in ordered.dropFirst() {
      if next.window.start > reached.window.end {
        let gap = NanosecondTime.seconds(from: reached.window.end, to: next.window.start)
        throw Diagnostic(
          .error, .shardsApart,
          "these are no shards of one run: \(name(next.run)) began \(seconds(gap)) after \(name(reached.run)) had ended",
          at: place(next.run),
          hint: "runs that follow each other are several runs of a side: give them to 'compare' as they are; "
            + "or are the clocks of the load generators apart?")
      }
      if next.window.end > reached.window.end { reached = next }
    }
    return findings + skew(ordered.map(\.window))
  }

  /// Clocks that are far apart show as windows that barely meet.
  private static func skew(_ windows: [ShardWindow]) -> [Diagnostic] {
    guard let start = windows.map(\.start).max(), let end = windows.map(\.end).min(),
      let shortest = windows.map(\.seconds).min(), windows.count > 1
    else { return [] }
    let common = start < end ? NanosecondTime.seconds(from: start, to: end) : 0
    guard common < shortest / 2 else { return shift(windows) }
    return [
      Diagnostic(
        .warning, .shardsClocks,
        "the shards ran together for \(seconds(common)) only, of \(seconds(shortest)) that the shortest of them took",
        hint: "are the clocks of the load generators set alike? the timeline and the rates depend on it")
    ]
  }

  /// Windows that are shifted: by clocks that differ, or since the generators were not started together. By more than two
  /// seconds, each of which is a bin of the timeline, it shows.
  private static func shift(_ windows: [ShardWindow]) -> [Diagnostic] {
    func spread(_ times: [Int64]) -> Double {
      guard let first = times.min(), let last = times.max() else { return 0 }
      return NanosecondTime.seconds(from: first, to: last)
    }
    let (starts, ends) = (spread(windows.map(\.start)), spread(windows.map(\.end)))
    guard min(starts, ends) > 2 else { return [] }
    return [
      Diagnostic(
        .note, .shardsClocks,
        "the shards began up to \(seconds(starts)) apart and ended up to \(seconds(ends)) apart",
        hint: "were the load generators started one after the other, or do their clocks differ? "
          + "a second of the timeline holds what each measured in it by its own clock")
    ]
  }

  private static func seconds(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10) s" }

  private static func names(_ runs: [Run]) -> String {
    runs.prefix(3).map(name).joined(separator: ", ") + (runs.count > 3 ? " and \(runs.count - 3) more" : "")
  }

  private static func name(_ run: Run) -> String { run.files.first?.path ?? run.label }

  private static func place(_ run: Run) -> SourceLocation? { run.files.first.map { SourceLocation(file: $0.path) } }
}

extension DiagnosticID {
  /// Shards of different tools or formats.
  public static let shardsUnlike = DiagnosticID(rawValue: "shards-unlike")
  /// Shards that did not run at the same time.
  public static let shardsApart = DiagnosticID(rawValue: "shards-apart")
  /// Shards of several versions or circumstances.
  static let shardsVersions = DiagnosticID(rawValue: "shards-versions")
  /// Shards that overlap in a small part of their time.
  static let shardsClocks = DiagnosticID(rawValue: "shards-clocks")
  /// Shards without dates.
  static let shardsUndated = DiagnosticID(rawValue: "shards-undated")
  /// Figures of shards that nothing makes figures of the whole.
  static let shardsLeftOut = DiagnosticID(rawValue: "shards-left-out")
}

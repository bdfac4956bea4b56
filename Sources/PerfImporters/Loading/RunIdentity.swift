package import PerfDiagnostics
package import PerfModel

/// Tells when two inputs of one side are the same run: a summary and the raw file that a tool wrote of it, or a copy.
///
/// A tool that asks one address (ab) names it in its text and not in its other files; there the whole run is what was asked.
package enum RunIdentity {
  /// The runs that are left, in the order of their first appearance, and a finding for each that was merged.
  ///
  /// Of two formats of one run the richer is kept; what it does not know (objectives, start, duration; of a run of one address, every
  /// metric) comes from the other.
  /// - Parameter richness: of a format id; see `FormatDescription.richness`.
  package static func merge(
    _ runs: [Run], richness: (String) -> Int
  ) -> (runs: [Run], diagnostics: [Diagnostic]) {
    var kept: [Run] = []
    // What each of them was read from: a tool writes one file of a format.
    var formats: [Set<String>] = []
    var diagnostics: [Diagnostic] = []
    for run in runs {
      let twin = kept.indices.first { index in
        areSame(kept[index], run) && (kept[index].format == run.format || !formats[index].contains(run.format))
      }
      guard let index = twin else {
        kept.append(run)
        formats.append([run.format])
        continue
      }
      formats[index].insert(run.format)
      let isRicher = richness(run.format) > richness(kept[index].format)
      let (rich, poor) = isRicher ? (run, kept[index]) : (kept[index], run)
      diagnostics.append(rich.format == poor.format ? copy(poor, of: rich) : preference(rich, to: poor))
      kept[index] = rich.supplemented(by: poor)
    }
    return (kept, diagnostics)
  }

  /// Whether two runs of different files are one.
  package static func areSame(_ a: Run, _ b: Run) -> Bool {
    guard a.tool == b.tool, a.files != b.files else { return false }
    if a.format == b.format {
      return a.series.contains(where: \.hasData) && a.series == b.series && a.duration == b.duration
    }
    guard let x = duration(a), let y = duration(b) else { return false }
    let counts = (requestCount(a), requestCount(b))
    guard counts.0 != 0, counts.1 != 0 else { return false }
    let agreement = DistributionAgreement(x, y, count: (counts.0 ?? counts.1).flatMap { Int(exactly: $0) })
    // Whole milliseconds are alike by chance; a tool writes its files side by side.
    guard agreement.holds, !agreement.isCoarse || folder(a) == folder(b) else { return false }
    // Who does not count the requests has to show the whole distribution.
    guard let first = counts.0, let second = counts.1 else { return agreement.shared >= enoughWithoutCount }
    return first == second && agreement.shared > 0
  }

  /// Statistics that two runs share beyond chance where one of them does not tell how many requests there were.
  private static let enoughWithoutCount = 8

  private static func requestCount(_ run: Run) -> Double? {
    let endpoint = run.loneEndpoint
    if let count = run[SeriesKey(.requestCount, endpoint: endpoint)]?[.value] { return count }
    return duration(run)?.count.map(Double.init)
  }

  private static func duration(_ run: Run) -> Distribution? {
    guard case .distribution(let duration)? = run[SeriesKey(.requestDuration, endpoint: run.loneEndpoint)]?.content
    else { return nil }
    return duration
  }

  private static func folder(_ run: Run) -> Substring {
    let name = name(run)
    return name[..<(name.lastIndex(of: "/") ?? name.startIndex)]
  }

  private static func name(_ run: Run) -> String { run.files.first?.path ?? run.label }

  private static func preference(_ rich: Run, to poor: Run) -> Diagnostic {
    Diagnostic(
      .note, .inputDuplicate,
      "this is the same run as \(name(rich)), which is used because \(rich.format) holds more than \(poor.format)",
      at: SourceLocation(file: name(poor)))
  }

  private static func copy(_ run: Run, of original: Run) -> Diagnostic {
    Diagnostic(
      .warning, .inputDuplicate, "all numbers are those of \(name(original)); one run is counted once",
      at: SourceLocation(file: name(run)),
      hint: "a repeated measurement never gives the same numbers: run the test again")
  }
}

extension Run {
  /// The run with what only the other file of it knows.
  fileprivate func supplemented(by other: Run) -> Run {
    with(
      toolVersion: toolVersion ?? other.toolVersion, startedAt: startedAt ?? other.startedAt,
      duration: duration ?? other.duration, files: files + other.files.filter { !files.contains($0) },
      context: context.merging(other.context) { own, _ in own }, series: seriesCompleted(by: other),
      declaredObjectives: declaredObjectives.isEmpty ? other.declaredObjectives : declaredObjectives)
  }

  /// The series under the name that the other file has for the one thing that was asked, and those metrics of the other that this run
  /// lacks; nil where the other names nothing, so that the series stay as they were recorded.
  private func seriesCompleted(by other: Run) -> [Series]? {
    guard let endpoint = other.loneEndpoint ?? loneEndpoint else { return nil }
    func named(_ series: [Series]) -> [Series] {
      let places = Set((self.series + other.series).lazy.filter { $0.key.endpoint == endpoint }.map(\.key.metric))
      return series.map { one in
        guard one.key.endpoint == nil, places.contains(one.key.metric) else { return one }
        return one.of(endpoint: endpoint)
      }
    }
    let own = named(series)
    let metrics = Set(own.map(\.key.metric))
    return (own + named(other.series).filter { !metrics.contains($0.key.metric) }).sorted { $0.key < $1.key }
  }
}

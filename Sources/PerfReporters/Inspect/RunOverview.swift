import PerfAnalysis
import PerfModel
import PerfUnits

/// One run at a glance: circumstances, figures of its endpoints, the other metrics, its own objectives.
enum RunOverview {
  /// A table of more rows than this is no glance.
  private static let rowLimit = 40

  static func blocks(_ run: Run) -> [Block] {
    // Lazy: copies of the series of ten thousand test cases took 8 MB, and were the peak of reading a report. Where all are looked at it is
    // by their places: each that is taken out has many names to be counted.
    let series = run.series.lazy.filter(\.hasData)
    let main = mainSeries(series)
    let singles = run.series.indices.filter {
      run.series[$0].key.endpoint == nil && run.series[$0].key.labels.isEmpty && run.series[$0].hasData
    }.map { run.series[$0] }.filter(single)
    var blocks: [Block] = []
    let facts = self.facts(run)
    if !facts.isEmpty { blocks.append(.list(facts)) }
    if let shape = LoadOverTime(run) { blocks += ShapeBlocks.blocks(shape) }
    if let metric = main.first?.key.metric {
      blocks += [.heading(level: 3, [.code(metric.rawValue)]), .table(table(main))]
    }
    if !singles.isEmpty { blocks += [.heading(level: 3, [.text("Whole run")]), .table(wholeRun(singles))] }
    let answers = self.answers(run)
    if !answers.isEmpty { blocks += [.heading(level: 3, [.text("Answers")]), .list(answers)] }
    // Resources have a table of their own.
    let others = run.resources.isEmpty ? counts(run.series, without: main + singles) : []
    if !others.isEmpty { blocks += [.heading(level: 3, [.text("Also in the file")]), .paragraph(others)] }
    blocks += MetricBlocks.blocks(run)
    for profile in run.profiles { blocks += ProfileBlocks.blocks(profile) }
    for capture in run.queries { blocks += CaptureBlocks.blocks(capture) }
    for plan in run.plans { blocks += QueryPlanTables.blocks(plan) }
    let silent = run.series.indices.filter { !run.series[$0].hasData }.map { run.series[$0] }
    return blocks + self.silent(silent) + objectives(run)
  }

  /// What a comparison would miss, in words.
  static func lacking(_ run: Run) -> [String] {
    let durations = run.series(of: .requestDuration).filter(\.hasData)
    let wanted: [Statistic] = [.mean, .median, .quantile(0.95), .quantile(0.99)]
    var lacking = wanted.filter { statistic in !durations.isEmpty && durations.allSatisfy { $0[statistic] == nil } }
      .map { "no \($0.name) of request.duration" }
    if durations.contains(where: { count($0) == nil }) {
      lacking.append("no count of requests for some endpoints, so no sampling error")
    }
    // What a profile lacks, its format says.
    guard !run.isEvidence else { return [] }
    if run.startedAt == nil { lacking.append("no start time, so drift between runs cannot be seen") }
    if run.duration == nil { lacking.append("no duration of the run") }
    return lacking
  }

  private static func facts(_ run: Run) -> [[Inline]] {
    var facts: [[Inline]] = []
    if let start = run.startedAt { facts.append([.text("started: "), .code(start.rfc3339)]) }
    if let duration = run.duration {
      facts.append([.text("duration: " + DisplayScale(for: [duration], dimension: .time).text(duration))])
    }
    let context = run.context.sorted { $0.key < $1.key }
    return facts + context.map { [.text("\($0.key): "), .code($0.value)] }
  }

  /// The first of the endpoints' durations; of a file without requests, of its first distribution of another kind.
  private static func mainSeries(_ series: some Sequence<Series>) -> [Series] {
    guard let metric = series.first(where: { !single($0) })?.key.metric else { return [] }
    var contents: [String?: Series.Content] = [:]
    var kept: [Series] = []
    for series in series where series.key.metric == metric && !single(series) {
      if kept.count == rowLimit { break }
      if series.key.labels.isEmpty { contents[series.key.endpoint] = series.content }
      // Where all requests went well, those that did are the same row again.
      let isRepeat = series.key.labels["expected_response"] != nil && contents[series.key.endpoint] == series.content
      if !isRepeat { kept.append(series) }
    }
    return kept
  }

  private static func table(_ series: [Series]) -> Table {
    let statistics: [Statistic] = [.mean, .median, .quantile(0.95), .quantile(0.99), .maximum]
    var table = Table(
      [Table.Column("series", room: .shortened), Table.Column("count", .right)]
        + statistics.map { Table.Column($0.name, .right, room: $0 == .mean ? .dropped(order: 1) : .kept) })
    for series in series {
      let values = statistics.map { series[$0] }
      let scale = ValueScale(series.metric, values.compactMap(\.self))
      table.append(
        [SeriesName.inlines(series.key), count(series).map { [.text(NumberText.grouped($0))] } ?? []]
          + values.map { $0.map { [.text(scale.text($0))] } ?? [] })
    }
    return table
  }

  private static func wholeRun(_ series: [Series]) -> Table {
    let statistics: [Statistic] = [.value, .minimum, .maximum]
    var table = Table([Table.Column("metric")] + statistics.map { Table.Column($0.name, .right) })
    for series in series {
      let values = statistics.map { series[$0] }
      let scale = ValueScale(series.metric, values.compactMap(\.self))
      table.append([[.code(series.key.metric.rawValue)]] + values.map { $0.map { [.text(scale.text($0))] } ?? [] })
    }
    return table
  }

  /// Statuses and error messages with their counts, where anything went wrong.
  private static func answers(_ run: Run) -> [[Inline]] {
    let answers = AnswerCounts([run])
    guard answers.statuses.count > 1 || answers.errorKinds > 0 else { return [] }
    let statuses = answers.statuses.prefix(rowLimit).map { "\($0.name) \(NumberText.grouped($0.count))" }
    let line = "by status: " + statuses.joined(separator: ", ")
    return (statuses.isEmpty ? [] : [[.text(line)]]) + ErrorText.lines(answers)
  }

  private static func silent(_ series: [Series]) -> [Block] {
    guard !series.isEmpty else { return [] }
    let hidden = series.count - rowLimit
    let more: [[Inline]] = hidden > 0 ? [[.text("and \(hidden) more")]] : []
    return [
      .heading(level: 3, [.text("Declared, but counted nothing")]),
      .list(series.prefix(rowLimit).map { SeriesName.series($0.key) } + more),
    ]
  }

  private static func counts(_ series: [Series], without shown: [Series]) -> [Inline] {
    var inlines: [Inline] = []
    var counts: [MetricID: Int] = [:]
    // Those of one metric follow each other.
    var first = 0
    while first < series.count {
      var next = first
      var count = 0
      while next < series.count, series[next].key.metric == series[first].key.metric {
        count += series[next].hasData ? 1 : 0
        next += 1
      }
      counts[series[first].key.metric] = count
      first = next
    }
    for series in shown { counts[series.key.metric, default: 0] -= 1 }
    for (metric, count) in counts.filter({ $0.value > 0 }).sorted(by: { $0.key < $1.key }) {
      inlines += [.text(inlines.isEmpty ? "" : ", "), .code(metric.rawValue), .text(count == 1 ? "" : " ×\(count)")]
    }
    return inlines
  }

  private static func objectives(_ run: Run) -> [Block] {
    guard !run.declaredObjectives.isEmpty else { return [] }
    let items = run.declaredObjectives.map { objective -> [Inline] in
      let verdict: Inline =
        switch objective.metAccordingToTool {
        case true?: .toned(.good, [.text("met")])
        case false?: .toned(.bad, [.text("breached")])
        case nil: .toned(.warning, [.text("not judged")])
        }
      return [.code(objective.expression), .text(" for ")] + SeriesName.series(objective.series)
        + [.text(": "), verdict, .text(" according to \(run.tool)")]
    }
    return [.heading(level: 3, [.text("Declared objectives")]), .list(items)]
  }

  private static func single(_ series: Series) -> Bool {
    if case .distribution = series.content { return false }
    return true
  }

  private static func count(_ series: Series) -> Int? {
    guard case .distribution(let distribution) = series.content else { return nil }
    return distribution.count
  }
}

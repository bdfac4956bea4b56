import PerfDiagnostics
import PerfModel
import PerfUnits

/// Deals the reports of a file out to endpoints and runs.
struct ABRuns {
  private let output: ABParser.Output
  private var runs: [[Entry]] = []

  /// A report under the name that it has in its run.
  private struct Entry {
    let report: ABReport
    let endpoint: String?
    let labels: Labels
  }

  /// What tells two reports of a file apart. Equal ones are repeats of one measurement.
  private struct Target: Hashable {
    let authority: String
    let path: String?
    let concurrency: Int?

    init(_ report: ABReport) {
      authority = [report.names[.host], report.names[.port]].compactMap(\.self).joined(separator: ":")
      path = report.names[.path]
      concurrency = report.counts[.concurrency]?.value
    }

    var place: String { authority + (path ?? "") }
  }

  init(_ output: ABParser.Output) {
    self.output = output
    let targets = output.reports.map(Target.init)
    let hosts = Dictionary(grouping: targets, by: \.path).mapValues { Set($0.map(\.authority)) }
    let levels = Dictionary(grouping: targets, by: \.place).mapValues { Set($0.map(\.concurrency)) }
    var seen: [Target: Int] = [:]
    for (report, target) in zip(output.reports, targets) {
      let run = seen[target, default: 0]
      seen[target] = run + 1
      if run == runs.count { runs.append([]) }
      runs[run].append(
        Self.entry(
          report, target, isOnSeveralHosts: hosts[target.path, default: []].count > 1,
          isStepped: levels[target.place, default: []].count > 1))
    }
  }

  /// The endpoint is the path; the host is put before it where one path is asked of several, and the concurrency is a label where
  /// one path is asked at several.
  private static func entry(_ report: ABReport, _ target: Target, isOnSeveralHosts: Bool, isStepped: Bool) -> Entry {
    let endpoint = isOnSeveralHosts ? target.place : target.path
    guard isStepped, let concurrency = target.concurrency else {
      return Entry(report: report, endpoint: endpoint, labels: .none)
    }
    return Entry(report: report, endpoint: endpoint, labels: ["concurrency": String(concurrency)])
  }

  /// Pushes every run; the second and later ones are called `LABEL (2)`.
  func push(into builder: inout RunBuilder) {
    let label = builder.label
    for diagnostic in output.failures { builder.record(diagnostic) }
    for (index, entries) in runs.enumerated() {
      if index > 0 { builder.nextRun(label: "\(label) (\(index + 1))") }
      push(entries, into: &builder)
    }
    if let version = output.toolVersion, runs.isEmpty { builder.setToolVersion(version) }
  }

  private func push(_ entries: [Entry], into builder: inout RunBuilder) {
    if let version = output.toolVersion { builder.setToolVersion(version) }
    for entry in entries { entry.report.push(into: &builder, endpoint: entry.endpoint, labels: entry.labels) }
    pushUsers(entries, into: &builder)
    setContext(entries, into: &builder)
    let durations = entries.compactMap { $0.report.figures[.timeTaken]?.value }
    // The reports of a file were recorded one after the other, so that the run lasted as long as all of them.
    if durations.count == entries.count { builder.setDuration(durations.reduce(0, +), .seconds) }
  }

  /// ab keeps its concurrency throughout: the number of users. It is the whole run's where all reports agree.
  private func pushUsers(_ entries: [Entry], into builder: inout RunBuilder) {
    guard let metric = MetricCatalogue.metric(.loadUsers) else { return }
    let levels = Set(entries.map { $0.report.counts[.concurrency]?.value })
    for entry in levels.count == 1 ? entries.prefix(1) : entries[...] {
      guard let users = entry.report.counts[.concurrency]?.value else { continue }
      let isWhole = levels.count == 1
      builder.addGauge(
        metric, endpoint: isWhole ? nil : entry.endpoint, labels: isWhole ? .none : entry.labels, last: Double(users),
        in: .one)
    }
  }

  private func setContext(_ entries: [Entry], into builder: inout RunBuilder) {
    for (key, name) in [("server", ABName.software), ("tls", .tls)] {
      let values = Set(entries.map { $0.report.names[name] ?? "" })
      if values.count == 1, let value = values.first, !value.isEmpty { builder.setContext(key, value) }
    }
  }
}

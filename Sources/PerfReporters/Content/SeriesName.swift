import PerfModel

/// How reports name a series and a row of it.
enum SeriesName {
  /// What the whole run is called.
  static let wholeRun = "whole run"

  /// Endpoint and labels: `POST /login {scenario=peak}`, `whole run`; a test case, a query or a check by its own name.
  static func subject(_ key: SeriesKey) -> String {
    let own = ownName(key)
    let others = key.labels.pairs.filter { $0.name != own?.name }.map { "\($0.name)=\($0.value)" }
    let tags = others.isEmpty ? nil : "{" + others.joined(separator: ", ") + "}"
    let place = key.endpoint ?? (own == nil ? wholeRun : nil)
    return [place, own?.value, tags].compactMap(\.self).joined(separator: " ")
  }

  /// The subject as it stands in a line: a name letter by letter, the whole run in words.
  static func inlines(_ key: SeriesKey) -> [Inline] {
    let name = subject(key)
    return key.endpoint == nil && key.labels.isEmpty ? [.text(name)] : [.code(name)]
  }

  /// Metric and statistic: `p95` of the request duration, `error_ratio`, `iteration.duration p95`.
  ///
  /// `request.duration` is what everybody looks at, so it is left out; so is the prefix of its sisters.
  static func measure(_ metric: MetricID, _ statistic: Statistic) -> String {
    if metric == .requestDuration { return statistic.name }
    let prefix = "request."
    let name = metric.rawValue.hasPrefix(prefix) ? String(metric.rawValue.dropFirst(prefix.count)) : metric.rawValue
    return statistic == .value ? name : name + " " + statistic.name
  }

  /// A whole series: `request.duration of POST /login`.
  static func series(_ key: SeriesKey) -> [Inline] { [.text("\(key.metric.rawValue) of ")] + inlines(key) }

  /// The label that names what is measured better than an endpoint does.
  private static func ownName(_ key: SeriesKey) -> Labels.Pair? {
    key.labels.pairs.first { ["case", "query", "check"].contains($0.name) }
  }
}

import PerfFormats
import PerfModel

/// A table with what each of its columns is for.
struct TargetTable {
  let table: MarkdownTable
  let columns: [TargetColumn]
  /// The columns that name what a row is about: one, or a method and a path.
  let nameColumns: [Int]
  /// Whether the rows are about metrics, by the title of their names.
  let isOfMetrics: Bool

  init(_ table: MarkdownTable) {
    self.table = table
    let columns = table.header.map { TargetColumn(title: Wording.plain($0.text)) }
    self.columns = columns
    nameColumns = Self.nameColumns(columns)
    isOfMetrics = nameColumns.last.map { Wording.contains(columns[$0].title, Self.metricWords) } ?? false
  }

  /// Each row's name, or the one above where the cell is empty, as merged cells look; nil where the cells have shifted.
  func names() -> [String?] {
    var last: String? = ""
    return table.rows.map { row in
      let parts = nameColumns.map { Wording.plain(row.cells[$0].text) }.filter { !$0.isEmpty }
      let isShifted = row.writtenCells > columns.count
      if isShifted { last = nil } else if !parts.isEmpty { last = parts.joined(separator: " ") }
      return last
    }
  }

  func indices(where isIncluded: (TargetColumn.Role) -> Bool) -> [Int] {
    columns.indices.filter { !nameColumns.contains($0) && isIncluded(columns[$0].role) }
  }

  /// "Critical p95": a harder or softer bound of a statistic that it names, beside the one without a tier.
  func isTierOfStatistic(_ column: Int) -> Bool {
    guard case .target(let tier) = columns[column].role else { return false }
    return tier != .target && columns[column].subject?.statistic != nil
  }

  private static func nameColumns(_ columns: [TargetColumn]) -> [Int] {
    let free = columns.indices.filter { columns[$0].role == .other }
    let path = free.first { Wording.contains(columns[$0].title, pathWords) }
    if let path, let method = free.first(where: { Wording.contains(columns[$0].title, ["method", "verb"]) }),
      method != path
    {
      return [method, path]
    }
    let named = path ?? free.first { Wording.contains(columns[$0].title, endpointWords.union(metricWords)) }
    if let named { return [named] }
    // The first column names the rows, whatever its title seems to say; a number of the row does not.
    return columns.indices.first {
      !Wording.contains(columns[$0].title, ["no", "nr", "id"]) && columns[$0].title != "#"
    }
    .map { [$0] } ?? []
  }

  private static let pathWords: Set<String> = ["endpoint", "endpoints", "route", "routes", "path", "url", "uri"]
  private static let endpointWords: Set<String> = [
    "operation", "operations", "api", "apis", "query", "queries", "page", "transaction", "category", "action",
    "request",
    "call", "use", "journey", "flow", "class", "service", "scenario", "load", "level", "phase", "endpunkt", "接口",
  ]
  private static let metricWords: Set<String> = [
    "metric", "metrics", "measure", "indicator", "kpi", "sli", "parameter", "resource", "attribute", "aspect",
    "kennzahl",
    "metrik", "métrica", "métrique", "指标", "метрика",
  ]
}

/// A column and what it is for.
struct TargetColumn {
  enum Role: Hashable {
    /// A bound: "Target", "Goal (p95)", "Warning".
    case target(Objective.Tier)
    /// A statistic or a metric without the word target: "p95".
    case figure
    /// The largest value allowed, in a table of statistics: "Max", "Hard limit".
    case ceiling
    /// A level of load: "Peak".
    case load(LoadScenario)
    /// Measured values and remarks.
    case ignored
    case other
  }

  let title: String
  let role: Role
  /// What the title says is measured.
  let subject: Subject?

  init(title: String) {
    self.title = title
    subject = SubjectReader.read(title)
    role = Self.role(title, subject)
  }

  private static func role(_ title: String, _ subject: Subject?) -> Role {
    let words = Wording.words(title)
    let isWanted = words.contains(where: TargetWords.wanted.contains)
    if !isWanted, words.contains(where: TargetWords.measured.contains) { return .ignored }
    if words.contains(where: remarks.contains) { return .ignored }
    // "Current target" is a target, "Target met in baseline" says nothing for sure: what was measured wins unless it comes first.
    if isWanted, let last = words.last, measuredLast.contains(last) { return .ignored }
    let tier = SubjectReader.tier(title)
    if let first = words.first, ceilings.contains(first), words.count <= 2, subject?.metric == nil { return .ceiling }
    if isWanted { return .target(tier ?? .target) }
    if let scenario = SubjectReader.scenario(title), subject?.statistic == nil { return .load(scenario) }
    if let subject, subject.statistic != nil || (subject.metric != nil && words.count <= 4) { return .figure }
    if let tier, tier != .target { return .target(tier) }
    return .other
  }

  private static let ceilings: Set<String> = ["max", "maximum", "hard", "ceiling", "worst", "absolute"]
  private static let measuredLast: Set<String> = ["actual", "measured", "met", "reached", "status", "achieved"]
  private static let remarks: Set<String> = [
    "status", "note", "notes", "comment", "comments", "remark", "remarks", "description", "owner", "priority", "pass",
    "passed", "met", "ok", "date", "link", "why", "reason", "rationale", "headroom", "delta", "change", "trend",
    "verdict", "check", "tool", "source", "measurement", "how", "window", "duration", "weight", "share",
  ]
}

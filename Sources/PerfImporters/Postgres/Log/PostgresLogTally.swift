import PerfDiagnostics
import PerfFormats
import PerfModel
import PerfUnits

/// Adds up what a log says of each statement.
struct PostgresLogTally {
  /// The executions of one statement.
  private struct Executions {
    let text: QueryText
    var count = 0
    var total = 0.0
    var shortest = Double.infinity
    var longest = 0.0
  }

  /// More different statements would be one for each execution.
  private static let mostStatements = 20_000
  private static let mostPlans = 200

  private var statements: [String: Executions] = [:]
  private var plans: [String: (duration: Double, plan: QueryPlan)] = [:]
  private(set) var brokenPlans = 0
  private(set) var hasEntries = false
  private(set) var first: Timestamp?
  private(set) var last: Timestamp?
  private let file: String
  private let limits: InputLimits

  init(file: String, limits: InputLimits) {
    self.file = file
    self.limits = limits
  }

  var isEmpty: Bool { statements.isEmpty && plans.isEmpty }
  var hasTooMany: Bool { statements.count > Self.mostStatements }

  /// - Parameter time: of an entry, nil where its zone is not known.
  mutating func see(_ time: Timestamp?) {
    hasEntries = true
    guard let time else { return }
    first = min(first ?? time, time)
    last = max(last ?? time, time)
  }

  /// `duration: 74.963 ms  statement: SELECT …`, `… execute <unnamed>: SELECT …`, `… plan:` and the plan. What the driver does before, `parse` and
  /// `bind`, is no execution.
  mutating func add(_ message: String) {
    guard message.hasPrefix("duration: ") else { return }
    let rest = message.dropFirst("duration: ".count)
    guard let space = rest.firstIndex(of: " "), let milliseconds = Double(rest[..<space]), milliseconds.isFinite,
      milliseconds >= 0, rest[space...].hasPrefix(" ms  ")
    else { return }
    let duration = Unit.milliseconds.toBase(milliseconds)
    let what = rest[space...].dropFirst(" ms  ".count)
    guard let colon = what.firstIndex(of: ":") else { return }
    let kind = what[..<colon]
    let text = what[what.index(after: colon)...].trimmed
    if kind == "statement" || kind.hasPrefix("execute ") {
      add(QueryText(String(text)), duration)
    } else if kind == "plan" {
      add(plan: text, duration)
    }
  }

  private mutating func add(_ text: QueryText, _ duration: Double) {
    let key = (text.route.map { $0 + " " } ?? "") + text.key
    var executions = statements[key] ?? Executions(text: text)
    executions.count += 1
    executions.total += duration
    executions.shortest = min(executions.shortest, duration)
    executions.longest = max(executions.longest, duration)
    statements[key] = executions
  }

  /// Of each statement the slowest plan is kept.
  private mutating func add(plan text: Substring, _ duration: Double) {
    guard let plan = plan(of: text), let query = plan.query else {
      brokenPlans += 1
      return
    }
    let key = QueryText(query).key
    // Whoever asks for plans is no part of the load.
    guard QueryText(query).purpose == .application else { return }
    guard (plans[key]?.duration ?? -1) < duration, plans[key] != nil || plans.count < Self.mostPlans else { return }
    plans[key] = (
      duration,
      QueryPlan(query: query, root: plan.root, planningTime: plan.planningTime, executionTime: duration)
    )
  }

  private func plan(of text: Substring) -> QueryPlan? {
    do {
      if text.first == "{" {
        let document = try JSONDocument(Array(text.utf8)[...], name: file, limits: limits)
        return ExplainTree.plans(ExplainValue(document.root)).first
      }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      return try ExplainText.plan(lines, file: file, maximumDepth: limits.maximumDepth)
    } catch {
      return nil
    }
  }

  /// What was counted, the most time first.
  var capture: QueryCapture {
    let shortest = statements.values.map(\.shortest).min() ?? 0
    let statements = statements.sorted { ($1.value.total, $0.key) < ($0.value.total, $1.key) }.map { _, executions in
      QueryStatement(
        text: executions.text,
        counters: QueryCounters(counts: [.calls: executions.count], times: [.execution: executions.total]),
        spread: QuerySpread(minimum: executions.shortest, maximum: executions.longest))
    }
    return QueryCapture(source: .log, statements: statements, coverage: .slow(from: shortest), time: last)
  }

  /// By their statements.
  var slowestPlans: [QueryPlan] { plans.sorted { $0.key < $1.key }.map(\.value.plan) }
}

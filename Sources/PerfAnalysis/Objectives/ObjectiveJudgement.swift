import PerfModel
import PerfUnits

/// What the results of a check say together, and with which exit status.
struct ObjectiveJudgement {
  let verdict: CheckVerdict
  let status: Status
  let judgement: Judgement
  /// Why it could not be judged.
  let obstacles: [String]

  /// Counts of the results that take part in the verdict, taken in one walk: there may be 100,000.
  private struct Tally {
    var count = 0
    var unknown = 0
    var close = 0
    /// Why the first of them is what it is.
    var firstReason: String?

    init(_ results: [ObjectiveResult]) {
      firstReason = results.first(where: \.decides)?.reason
      for result in results where result.decides {
        count += 1
        switch result.status {
        case .unknown: unknown += 1
        case .tooCloseToCall: close += 1
        case .met, .breached: break
        }
      }
    }
  }

  /// - Parameter hasUnboundedErrors: requests failed, and no objective says how many may.
  init(_ results: [ObjectiveResult], notUnderstood: Int, hasUnboundedErrors: Bool, isStrict: Bool) {
    let deciding = Tally(results)
    let missed = results.filter { $0.decides && (isStrict ? $0.status == .breached : $0.isMissed) }
    let open = Self.open(deciding, notUnderstood, isStrict)
    let isEvaluated = deciding.unknown < deciding.count
    let obstacles = isEvaluated ? (isStrict ? open : []) : [Self.nothing(deciding, notUnderstood)]
    if !missed.isEmpty {
      verdict = .breached
      judgement = .bad
      status = Self.light(missed)
      self.obstacles = []
    } else if !obstacles.isEmpty {
      verdict = .unknown
      judgement = .unjudged
      status = .yellow
      self.obstacles = obstacles
    } else {
      verdict = .met
      judgement = .good
      status = open.isEmpty && !hasUnboundedErrors ? .green : .yellow
      self.obstacles = []
    }
  }

  /// The colour of objectives that are missed: yellow unless a harder bound than a target is among them.
  static func light(_ missed: [ObjectiveResult]) -> Status {
    missed.contains { $0.objective.tier == .critical || $0.objective.tier == .max } ? .red : .yellow
  }

  /// What is not known for sure: the reasons under `--strict`, and why a result that is good is not green.
  private static func open(_ deciding: Tally, _ notUnderstood: Int, _ isStrict: Bool) -> [String] {
    var open: [String] = []
    let (unknown, close) = (deciding.unknown, deciding.close)
    if unknown > 0 { open.append(Counted.share(unknown, deciding.count) + " unknown") }
    if close > 0 { open.append(Counted.share(close, deciding.count) + " too close to call") }
    if notUnderstood > 0, isStrict { open.append(Counted.lines(notUnderstood) + " not understood") }
    return open
  }

  private static func nothing(_ deciding: Tally, _ notUnderstood: Int) -> String {
    guard deciding.count > 0 else {
      return notUnderstood > 0
        ? "no objective was understood: \(Counted.lines(notUnderstood)) not"
        : "there is no objective to hold the run against"
    }
    let reason = deciding.firstReason ?? "no data"
    return deciding.count == 1
      ? "the only objective is unknown: \(reason)"
      : "none of \(deciding.count) objectives could be evaluated: \(reason)"
  }
}

/// Counts of objectives in sentences, with the verb.
enum Counted {
  /// `1 of 3 objectives is`
  static func share(_ count: Int, _ total: Int) -> String {
    "\(NumberText.grouped(count)) of \(NumberText.grouped(total)) objective\(total == 1 ? "" : "s") \(count == 1 ? "is" : "are")"
  }

  /// `2 lines that look like targets were`
  static func lines(_ count: Int) -> String {
    count == 1
      ? "1 line that looks like a target was" : "\(NumberText.grouped(count)) lines that look like targets were"
  }
}

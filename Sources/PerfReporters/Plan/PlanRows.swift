import PerfCapacity
import PerfUnits

/// A line of a plan in words.
struct PlanLineRow {
  let line: PlanLine
  /// Nil where it is refused.
  let value: String?
  let interval: String?

  init(_ line: PlanLine, _ plan: CapacityPlan) {
    self.line = line
    value = PlanFigure.value(of: line, in: plan)
    interval = PlanFigure.interval(of: line)
  }

  /// `A` to `D`, `–` where it is refused.
  var grade: String { line.grade == .refused ? "–" : line.grade.rawValue }

  /// What the grade stands for.
  static func meaning(_ grade: PlanLine.Grade) -> String {
    switch grade {
    case .replicated: "measured in repeated runs, with an interval"
    case .measured: "measured once, with an interval"
    case .computed: "computed from measured parts under the assumptions listed"
    case .extrapolated: "extrapolated"
    case .refused: "not determined"
    }
  }

  /// Why it is what it is, in one or two sentences; empty where there is nothing to say.
  var remark: String {
    // A refused line tells its reason where it is listed.
    [line.detail, line.grade == .refused ? nil : line.reason].compactMap(\.self).joined(separator: " ")
  }
}

/// Lines that cannot be told for one reason and would be told by one test.
struct RefusalRow {
  let titles: [String]
  let reason: String
  let next: String?
  let details: [String]

  /// What to run; the next test is described once for all lines that wait for it.
  func next(in plan: CapacityPlan) -> String? {
    next == plan.nextTest.sentence ? "run the next test, as it is described below." : next
  }

  static func rows(_ lines: [PlanLine]) -> [RefusalRow] {
    var groups: [[PlanLine]] = []
    for line in lines where line.grade == .refused {
      let home = groups.firstIndex { $0[0].reason == line.reason && $0[0].next == line.next }
      if let home { groups[home].append(line) } else { groups.append([line]) }
    }
    return groups.map { group in
      RefusalRow(
        titles: group.map(\.title), reason: group[0].reason ?? "", next: group[0].next,
        details: group.compactMap(\.detail))
    }
  }
}

/// An assumption and the lines that rest on it.
struct AssumptionRow {
  let text: String
  var titles: [String]

  static func rows(_ lines: [PlanLine]) -> [AssumptionRow] {
    var rows: [AssumptionRow] = []
    for line in lines {
      for text in line.assumptions {
        if let place = rows.firstIndex(where: { $0.text == text }) {
          rows[place].titles.append(line.title)
        } else {
          rows.append(AssumptionRow(text: text, titles: [line.title]))
        }
      }
    }
    return rows
  }
}

/// A tier in words.
struct TierText {
  let name: String
  let demand: String
  /// Nil where users cannot be turned into requests.
  let rate: String?
  /// Nil where they are not to be relied upon.
  let instances: String?
  /// `E2: 5.93 × the tested rate, budgetary`; nil where the rate is not known.
  let reach: String?
  let remark: String

  init(_ tier: TierRow, _ line: PlanLine?) {
    name = tier.tier.name
    demand =
      switch tier.tier.demand {
      case .users(let users): PlanFigure.counted(users.value, "users")
      case .rate(let rate): PlanFigure.rate(rate.value)
      }
    rate = tier.rate.map { PlanFigure.rate($0.value) }
    instances = line?.value.map(PlanFigure.number)
    reach = tier.extrapolation.map { extrapolation in
      let times = tier.ratio.map { PlanFigure.number($0) + " × the tested rate" } ?? ""
      switch extrapolation {
      case .none: return "E0: within what was tested"
      case .near: return "E1: \(times)"
      case .budgetary: return "E2: \(times), budgetary"
      case .unsupported: return "E3: \(times), not supported"
      }
    }
    let arithmetic = line?.value == nil ? tier.count.map { "\(NumberText.grouped($0.count)) by arithmetic." } : nil
    // What `reach` says already is not said again.
    let reason = line?.grade == .refused && line?.codes.contains(.notSupported) != true ? line?.reason : nil
    remark = [reason, arithmetic].compactMap(\.self).joined(separator: " ")
  }

  static func rows(_ plan: CapacityPlan) -> [TierText] {
    plan.tiers.map { TierText($0, plan["instances:\($0.tier.name)"]) }
  }
}

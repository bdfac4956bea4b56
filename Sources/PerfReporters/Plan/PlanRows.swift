import PerfCapacity

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

  /// `stress 28–35 s and 6 more`: where more than three are behind it, the rest is counted; the levels tell them all.
  var source: String {
    let shown = line.source.prefix(line.source.count > 3 ? 1 : 3).joined(separator: ", ")
    return line.source.count > 3 ? "\(shown) and \(line.source.count - 1) more" : shown
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
    if next == plan.nextTest.sentence { return "run the next test, as it is described below." }
    if next?.hasPrefix("Sample during the next test") == true {
      return "sample resources during the next test, see below."
    }
    return next
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

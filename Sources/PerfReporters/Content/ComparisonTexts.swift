import PerfAnalysis
import PerfModel
import PerfUnits

/// Who is compared: `before: main – k6 v2.2.0, 3 runs, 7,101 requests, 30.5 s`.
enum SideText {
  static func lines(_ assessment: Assessment) -> [[Inline]] {
    [line("before", assessment.before), line("after", assessment.after)]
      + (steadyPart(assessment).map { [[.text($0)]] } ?? [])
  }

  /// Which figures are of the whole run, where some leave out its beginning or end; nil where all are of the same.
  static func steadyPart(_ assessment: Assessment) -> String? {
    guard let samples = assessment.samples, samples.isDeciding else { return nil }
    let sides = [("before", samples.before), ("after", samples.after)].compactMap { name, shapes -> String? in
      let seconds = shapes.map(\.leftOut).filter { $0 > 0 }
      guard !seconds.isEmpty else { return nil }
      let scale = DisplayScale(for: seconds, dimension: .time)
      return seconds.map { scale.text($0) }.joined(separator: " + ") + " \(name)"
    }
    guard !sides.isEmpty else { return nil }
    return "compared durations are of the steady part, which leaves out \(Words.list(sides)); "
      + "all other figures are of the whole run: rates, errors, phases of requests, evidence"
  }

  /// One side; `name` says which, where it has to be said.
  static func line(_ name: String?, _ side: SideSummary) -> [Inline] {
    let duration = durations(side.runs.map(\.duration))
    let facts = [
      tools(side.runs), side.runs.isEmpty ? "no run" : Words.count(side.runs.count, "run"), requests(side.runs),
      duration,
    ]
    let text = facts.compactMap(\.self).joined(separator: ", ")
    guard let name else { return [.code(side.label), .text(" – " + text)] }
    // Files are often called before.json and after.json: nothing is gained by saying it twice.
    return side.label == name
      ? [.text("\(name): \(text)")] : [.text("\(name): "), .code(side.label), .text(" – " + text)]
  }

  private static func tools(_ runs: [SideSummary.RunSummary]) -> String? {
    var names: [String] = []
    for run in runs {
      let name = [run.tool, run.toolVersion].compactMap(\.self).joined(separator: " ")
      if !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? nil : names.joined(separator: " and ")
  }

  private static func requests(_ runs: [SideSummary.RunSummary]) -> String? {
    let counts = runs.compactMap(\.requests)
    guard counts.count == runs.count, !counts.isEmpty else { return nil }
    let (total, isTooLarge) = counts.reduce((0, false)) { sum, count in
      let (next, overflow) = sum.0.addingReportingOverflow(count)
      return (next, sum.1 || overflow)
    }
    return isTooLarge ? nil : Words.count(total, "request")
  }

  /// `30.5 s`, or from the shortest to the longest; nil where one is unknown.
  static func durations(_ all: [Double?]) -> String? {
    let durations = all.compactMap(\.self)
    guard durations.count == all.count, let shortest = durations.min(), let longest = durations.max() else {
      return nil
    }
    let scale = DisplayScale(for: durations, dimension: .time)
    let texts = [scale.number(shortest), scale.text(longest)]
    return scale.number(longest) == texts[0] ? texts[1] : texts.joined(separator: "–")
  }
}

/// The title over rows that are not distinguishable. It never says "no regression".
enum NoiseText {
  static func title(_ rows: [ComparisonRow]) -> String {
    let floors = rows.filter { $0.comparison.scale == .relative }.compactMap(\.comparison.noiseFloor)
    let opening = "~ \(Words.count(rows.count, "row")) not distinguishable from noise"
    guard let low = floors.min(), let high = floors.max(), high < 1e13 else { return opening }
    let texts = [low, high].map { NumberText.significant($0 * 100, digits: 2) }
    return opening + " (noise floor " + (texts[0] == texts[1] ? texts[0] : texts.joined(separator: "–")) + " %)"
  }
}

/// Where every series went, in one sentence whose counts add up.
enum LedgerText {
  static func line(_ ledger: Ledger) -> String {
    let shared = "\(ledger.compared) compared + \(ledger.noData) without data"
    let renamed =
      ledger.renamedCandidates == 0 ? "" : " \(Words.count(ledger.renamedCandidates, "pair")) may be renamed."
    return
      "\(Words.count(ledger.seriesBefore, "series", plural: "series")) before = \(shared) + \(ledger.missing) missing; "
      + "\(ledger.seriesAfter) after = \(shared) + \(ledger.new) new; "
      + "\(ledger.endpointsMatched) of \(Words.count(ledger.endpointsBefore, "endpoint")) matched." + renamed
  }
}

/// Whether the gate can fail.
enum SelfTestText {
  static func blocks(_ result: SelfTestResult) -> [Block] {
    let seeing = "\(Words.count(result.seeing, "gated row")) \(result.seeing == 1 ? "turns" : "turn") red when worsened"
    let blind = result.blind.isEmpty ? "none is blind" : "\(result.blind.count) blind"
    let tone: Tone = result.blind.isEmpty ? .good : .bad
    let heading: [Block] = [
      .heading(level: 3, [.text("Self-test")]), .paragraph([.toned(tone, [.text("\(seeing), \(blind).")])]),
    ]
    let items = result.blind.map { row -> [Inline] in
      let measure = SeriesName.measure(row.key.metric, row.statistic)
      return SeriesName.inlines(row.key) + [.text(" \(measure): \(row.reason)")]
    }
    return items.isEmpty ? heading : heading + [.list(items)]
  }
}

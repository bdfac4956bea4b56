import PerfAnalysis
import PerfModel
import PerfUnits

/// What single requests show beside the rows: described, never gated.
enum RequestFindings {
  /// More endpoints make a table that nobody reads.
  private static let mostShifts = 10

  static func blocks(_ findings: SampleFindings?) -> [Block] {
    guard let findings else { return [] }
    let shapes =
      findings.before.map { ("before", $0) } + findings.after.map { ("after", $0) }
    var items: [[Inline]] = shapes.flatMap { side, shape in
      warnings(side, shape).map { [.toned(.warning, [.text($0)])] }
    }
    items += shapes.map { side, shape in [.text(side + ": " + kept(shape, of: findings))] }
    items += shapes.flatMap { side, shape in shape.modes.map { modes(side, $0) } }
    if let statuses = statuses(findings.statuses) { items.append([.text(statuses)]) }
    items += ErrorText.lines(findings.errors)
    var inner: [Block] = [.list(items)]
    if !findings.shifts.isEmpty { inner.append(.table(shifts(findings.shifts))) }
    let hidden = findings.shifts.count - mostShifts
    if hidden > 0 { inner.append(.paragraph([.text("and \(hidden) more, see "), .code("--format json")])) }
    return [.details(summary: [.text("What the requests show (not gated)")], inner)]
  }

  private static func warnings(_ side: String, _ shape: RunFindings) -> [String] {
    [
      shape.unsteadiness.map { "\(side), \(shape.label): never reached a steady state: \($0)" },
      shape.coordinatedOmission.map { "\(side), \(shape.label): \($0)" },
    ].compactMap(\.self)
  }

  /// `run: 2,261 of 2,367 requests in the steady part, worth 2,150 independent ones; left out: …`
  private static func kept(_ shape: RunFindings, of findings: SampleFindings) -> String {
    let worth = shape.independentRequests.map { value -> String in
      let count = Int(value.rounded())
      return "worth \(NumberText.grouped(count)) independent \(count == 1 ? "one" : "ones")"
    }
    let kept = "\(NumberText.grouped(shape.kept)) of \(Words.count(shape.requests, "request")) in the steady part"
    let cuts = shape.cuts.map(cut)
    let note = cuts.isEmpty || findings.isDeciding ? "" : " (the rows are of the whole run)"
    let parts = [
      [kept, worth].compactMap(\.self).joined(separator: ", "),
      cuts.isEmpty ? nil : "left out: " + cuts.joined(separator: ", ") + note, crossCheck(shape.crossCheck),
    ]
    return shape.label + ": " + parts.compactMap(\.self).joined(separator: "; ")
  }

  /// `0–25 s as warm-up with 1,250 requests, 3 failed`
  static func cut(_ cut: RunFindings.Cut) -> String {
    let reason =
      switch cut.reason {
      case .preparation: "as setup or teardown"
      case .ramp: "while users came or went"
      case .warmUp: "as warm-up (MSER-5)"
      }
    let scale = DisplayScale(for: [cut.span.lowerBound, cut.span.upperBound], dimension: .time)
    return "\(scale.number(cut.span.lowerBound))–\(scale.text(cut.span.upperBound)) \(reason) with "
      + "\(Words.count(cut.requests, "request")), \(NumberText.grouped(cut.failed)) failed"
  }

  private static func crossCheck(_ check: RunFindings.BootstrapCheck?) -> String? {
    guard let check else { return nil }
    let errors = [check.byBatches, check.byBootstrap].map { NumberText.significant($0 * 100, digits: 2) + " %" }
    let length = DisplayScale(for: [check.blockLength], dimension: .time).text(check.blockLength)
    return "standard error of the median \(errors[0]) by batches, \(errors[1]) by bootstrap (blocks of \(length), "
      + "\(check.replicates) resamples, seed \(check.seed))"
      + (check.isDisputed ? "; they disagree: the level drifts, or few answers are as slow as the median" : "")
  }

  private static func modes(_ side: String, _ modes: RunFindings.EndpointModes) -> [Inline] {
    let scale = DisplayScale(for: [modes.lower, modes.valley, modes.upper], dimension: .time)
    let share = NumberText.significant(modes.shareAbove * 100, digits: 2)
    let text =
      ": two kinds of answers, around \(scale.text(modes.lower)) and \(scale.text(modes.upper)); \(share) % are above "
      + scale.text(modes.valley)
    return [.text(side + ", ")] + SeriesName.inlines(SeriesKey(.requestDuration, endpoint: modes.endpoint))
      + [.text(text)]
  }

  /// `answers before and after: 200 2,363 and 2,822, 500 4 and 0`
  private static func statuses(_ statuses: [SampleFindings.StatusCount]) -> String? {
    guard !statuses.isEmpty else { return nil }
    let texts = statuses.prefix(10).map {
      "status \($0.status): \(NumberText.grouped($0.before)) and \(NumberText.grouped($0.after))"
    }
    let more = statuses.count > 10 ? ", and \(statuses.count - 10) more" : ""
    return "answers before and after: " + texts.joined(separator: ", ") + more
  }

  /// How each quantile moved; a tilde marks what rests on fewer requests than batches need.
  private static func shifts(_ shifts: [SampleFindings.QuantileShift]) -> Table {
    let shown = shifts.prefix(mostShifts)
    let orders = Set(shown.flatMap { $0.points.map(\.p) }).sorted()
    var table = Table(
      [Table.Column("endpoint", room: .shortened)]
        + orders.map { Table.Column(Statistic.quantile($0).name, .right) })
    for shift in shown {
      table.append(
        [SeriesName.inlines(SeriesKey(.requestDuration, endpoint: shift.endpoint))]
          + orders.map { p in
            guard let point = shift.points.first(where: { $0.p == p }) else { return [.text(RowFigures.absent)] }
            return [.text((point.isThin ? "~" : "") + percent(point.change))]
          })
    }
    return table
  }

  private static func percent(_ change: Double) -> String {
    guard abs(change) < 1e13 else { return change.description }
    let text = NumberText.fixed(change * 100, decimals: 1)
    return (text.hasPrefix("-") || change == 0 ? text : "+" + text) + " %"
  }
}

import PerfCapacity
import PerfUnits

/// The parts of `perfreport/plan/1`.
extension JSONWriter {
  /// A line of a plan. An end of its interval that is open is null.
  mutating func planLine(_ line: PlanLine, in plan: CapacityPlan) {
    member("id", line.id)
    member("title", line.title)
    member("value", line.value)
    member("unit", line.unit.symbol)
    ends("interval", line.interval.map { ($0.low, $0.high) })
    member("bound", line.bound.rawValue)
    member("grade", line.grade.rawValue)
    strings("assumptions", line.assumptions)
    strings("source", line.source)
    member("formula", line.formula)
    member("reason", line.reason)
    member("next", line.next)
    member("noun", line.noun)
    member("shown", PlanFigure.value(of: line, in: plan))
    member("detail", line.detail)
    strings("arithmetic", line.arithmetic)
    strings("codes", line.codes.map(\.rawValue))
  }

  mutating func level(_ level: Level, verdict: ObjectiveCapacity.Judged?) {
    let kind =
      switch level.load {
      case .users: "users"
      case .offered: "offered"
      case .sent: "sent"
      }
    member("load", level.load.value)
    member("loadKind", kind)
    member("goodput", level.goodput?.value)
    member("throughput", level.throughput?.value)
    member("errorShare", level.errorShare)
    member("requests", level.requests)
    member("failed", level.failed)
    member("dropped", level.dropped)
    member("duration", level.span?.value)
    member("mean", level.latency?.value)
    array("quantiles", level.quantiles) { writer, quantile in
      writer.inlineElement {
        $0.member("p", quantile.p)
        $0.member("value", quantile.value.value)
        $0.ends(
          "interval", quantile.low == nil && quantile.high == nil ? nil : (quantile.low?.value, quantile.high?.value))
        $0.member("basis", quantile.basis.rawValue)
      }
    }
    member("inFlight", level.inFlight?.value)
    member("goodputLogError", level.logError)
    steadiness(level.steadiness)
    member("instances", level.instances)
    inlineObject("source") {
      $0.member("run", level.source.run)
      $0.member("from", level.source.from)
      $0.member("to", level.source.to)
    }
    member("objective", verdict?.state.rawValue)
    member("reason", verdict?.reason)
  }

  private mutating func steadiness(_ steadiness: Level.Steadiness) {
    switch steadiness {
    case .steady: member("steadiness", "steady")
    case .drifting: member("steadiness", "drifting")
    case .unknown: null("steadiness")
    }
    if case .drifting(let share) = steadiness { member("driftPerMinute", share) } else { null("driftPerMinute") }
  }

  mutating func examined(_ examined: BottleneckReport.Examined, in report: BottleneckReport) {
    let isCause = examined.name == report.cause?.name
    member("name", examined.name)
    member("kind", examined.kind.rawValue)
    member("isCause", isCause)
    member("grade", isCause ? report.grade.rawValue : nil)
    strings("evidence", examined.evidence.map(\.rawValue))
    member("peakUtilization", examined.peakUtilization)
    member("fullAt", examined.demand?.fullAt.value)
    ends("interval", examined.demand.flatMap { $0.isFitted ? ($0.low?.value, $0.high?.value) : nil })
    member("demand", examined.demand?.perRequest.value)
  }

  mutating func tier(_ row: TierRow, instances: Double?) {
    member("name", row.tier.name)
    switch row.tier.demand {
    case .users(let users):
      member("users", users.value)
      member("demandedRate", nil as Double?)
    case .rate(let rate):
      member("users", nil as Double?)
      member("demandedRate", rate.value)
    }
    member("rate", row.rate?.value)
    member("instances", instances)
    member("instancesByArithmetic", row.count?.count)
    member("timesTested", row.ratio)
    member("extrapolation", row.extrapolation?.rawValue)
    member("ceiling", row.ceiling?.name)
    member("ceilingRate", row.ceiling?.rate.value)
    member("ceilingUsers", row.ceilingUsers?.value)
  }

  mutating func soak(_ report: SoakReport) {
    member("name", report.series.name)
    member("unit", report.series.unit.symbol)
    member("verdict", report.verdict.rawValue)
    member("slopePerHour", report.slopePerHour)
    ends("interval", report.slopePerHour == nil ? nil : (report.slopeLow, report.slopeHigh))
    member("hoursToLimit", report.hoursToLimit)
    member("sentence", report.sentence)
  }

  mutating func nextTest(_ test: NextTestPlan) {
    numbers("rates", test.rates.map(\.value))
    member("hold", test.hold.value)
    member("ramp", test.ramp.value)
    member("basis", test.basis)
    strings("sampling", test.sampling)
  }
}

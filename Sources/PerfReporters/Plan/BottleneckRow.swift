import PerfCapacity
import PerfUnits

/// A resource that was examined, in words.
struct BottleneckRow {
  let name: String
  let kind: String
  /// At which rate it is full, with the interval.
  let fullAt: String?
  let peak: String?
  /// What speaks for it; empty where nothing does.
  let evidence: String
  let isCause: Bool

  init(_ examined: BottleneckReport.Examined, isCause: Bool) {
    name = examined.name
    kind = examined.kind.rawValue
    fullAt = examined.demand.map { demand in
      let interval =
        demand.low.flatMap { low in
          demand.high.map { " (\(PlanFigure.number(low.value)) … \(PlanFigure.number($0.value)))" }
        } ?? ""
      return PlanFigure.rate(demand.fullAt.value) + interval
    }
    peak = examined.peakUtilization.map(PlanFigure.percent)
    evidence = examined.evidence.map { "\($0.rawValue) \(Self.meaning($0))" }.joined(separator: ", ")
    self.isCause = isCause
  }

  static func rows(_ plan: CapacityPlan) -> [BottleneckRow] {
    let cause = plan.bottleneck.cause?.name
    return plan.bottleneck.resources.map { BottleneckRow($0, isCause: $0.name == cause) }
  }

  private static func meaning(_ evidence: BottleneckReport.Evidence) -> String {
    switch evidence {
    case .demandLaw: "it fills first"
    case .plateau: "it is full where goodput stops growing"
    case .timeGrowth: "it explains the growth in latency"
    case .intervention: "changing it moved the maximum"
    }
  }
}

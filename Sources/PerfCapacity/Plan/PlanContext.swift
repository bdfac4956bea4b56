import Glibc
import PerfUnits

/// What the lines are made of.
struct PlanContext {
  let assessment: CurveAssessment
  let settings: CapacitySettings
  let resources: [ResourceEvidence]
  let bottleneck: BottleneckReport
  /// What instances share, the least first.
  let ceilings: [SharedCeiling]
  let nextTest: NextTestPlan
  /// Nil where one number of instances was tested.
  let scaling: InstanceScaling?
  /// Nil without an objective.
  let capacity: ObjectiveCapacity?

  init(
    assessment: CurveAssessment, settings: CapacitySettings, resources: [ResourceEvidence],
    bottleneck: BottleneckReport, ceilings: [SharedCeiling], nextTest: NextTestPlan
  ) {
    self.assessment = assessment
    self.settings = settings
    self.resources = resources
    self.bottleneck = bottleneck
    self.ceilings = ceilings
    scaling = InstanceScaling(settings.scalingMeasurements)
    self.nextTest = nextTest
    capacity = settings.objective.flatMap { ObjectiveCapacity(assessment.levels, objective: $0) }
  }

  /// How far more instances help.
  var ceiling: SharedCeiling? { ceilings.first }

  /// What the planning value starts from.
  struct PlanningBase {
    let rate: RequestRate
    /// Where it may lie at most; nil where that is not known.
    let high: RequestRate?
    /// The truth may be more.
    let isLower: Bool
    let sources: [String]
  }

  /// min(SLO capacity, lower end of X_max). Without an objective the maximum alone; with one that no level keeps, nothing.
  var planningBase: PlanningBase? {
    let maximum = assessment.isMaximumRefused ? nil : assessment.maximum
    let points = (maximum?.points ?? []).flatMap { assessment.curve.points[$0].levels }
    guard settings.objective != nil else {
      guard let maximum, let rate = maximum.low ?? maximum.rate else { return nil }
      let isLower = maximum.method != .plateau && maximum.method != .law
      return PlanningBase(rate: rate, high: maximum.high, isLower: isLower, sources: sources(points))
    }
    guard let capacity, let passed = capacity.passed, let kept = passed.goodput else { return nil }
    // The maximum bounds it only where it was found.
    if let low = maximum?.low, low < kept {
      return PlanningBase(rate: low, high: maximum?.high, isLower: false, sources: sources(points))
    }
    return PlanningBase(
      rate: kept, high: capacity.failed?.goodput.map { max($0, kept) }, isLower: capacity.outcome == .atLeast,
      sources: sources(passed.levels))
  }

  /// X_safe of what was tested.
  var planningRate: RequestRate? { planningBase.flatMap { $0.rate.scaled(by: 1 - settings.headroom) } }

  /// X_safe of production, where it is told how it compares with what was tested.
  var totalPlanningRate: RequestRate? { planningRate.flatMap { $0.scaled(by: settings.productionFactor ?? 1) } }

  /// x₁, what one instance may be asked.
  var perInstance: RequestRate? {
    guard !isInfeasible else { return nil }
    let tested = Double(settings.testedInstances ?? 1)
    guard let worth = scaling.map({ $0.worth(of: tested) }) ?? tested else { return nil }
    return planningBase.flatMap { $0.rate.scaled(by: 1 / worth) }
  }

  /// The largest rate that was tested: numbers beyond it are extrapolated.
  var testedTotal: RequestRate? {
    let best = assessment.curve.best.map { assessment.curve.points[$0].goodput }
    return assessment.maximum.method == .plateau ? assessment.maximum.rate ?? best : best
  }

  /// The users to plan for: latency of the last good level, think time as given or scripted.
  var behaviour: UserBehaviour? {
    guard let think = settings.plannedThinkTime ?? settings.scriptedThinkTime else { return nil }
    let best = assessment.curve.best.flatMap { assessment.curve.points[$0].levels.first }
    let latency = capacity?.passed?.latency ?? best.flatMap { assessment.levels[$0].latency }
    return latency.flatMap {
      UserBehaviour(latency: $0, thinkTime: think, requestsPerIteration: settings.iterationRequests)
    }
  }

  /// Not even one user is served well enough, or the service alone takes too long: e^{−SLO/S} > 1 − p for exponential service.
  var isInfeasible: Bool {
    guard let objective = settings.objective, let capacity else { return false }
    if capacity.outcome == .belowLowest { return true }
    let lowest = assessment.levels.min { $0.load.value < $1.load.value }
    guard let lowest, lowest.quantile(objective.p) == nil, let service = lowest.latency, service.value > 0 else {
      return false
    }
    return exp(-objective.latency.value / service.value) > 1 - objective.p
  }

  /// Why there is no planning value.
  var planningRefusal: String {
    if assessment.curve.points.isEmpty { return "No level of steady load was found." }
    if isInfeasible { return "Even the lowest level misses the objective." }
    if settings.objective != nil { return "No level is sure to keep the objective." }
    return "What was measured is not the service's limit."
  }

  /// What qualifies the plan beyond its curve.
  var findings: [Finding] {
    var findings: [Finding] = []
    if isInfeasible {
      findings.append(
        Finding(.infeasibleObjective, "Even the lowest level misses the objective: adding instances cannot help."))
    }
    if capacity?.isNonMonotone == true {
      findings.append(
        Finding(
          .nonMonotone, "A higher level keeps the objective after a lower one has missed it: the first failure stands.")
      )
    }
    if settings.productionFactor == nil, !assessment.levels.isEmpty {
      findings.append(
        Finding(
          .environmentNotProduction,
          "Nothing says how the machines of this test compare with production: the numbers are about what was tested."))
    }
    return findings
  }
}

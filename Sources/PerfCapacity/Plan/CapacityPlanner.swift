/// Makes a plan of levels, evidence and settings.
public struct CapacityPlanner: Sendable {
  public let settings: CapacitySettings
  public let resources: [ResourceEvidence]
  public let sharedDemands: [SharedDemand]
  public let soak: [SoakSeries]

  public init(
    settings: CapacitySettings, resources: [ResourceEvidence] = [], sharedDemands: [SharedDemand] = [],
    soak: [SoakSeries] = []
  ) {
    self.settings = settings
    self.resources = resources
    self.sharedDemands = sharedDemands
    self.soak = soak
  }

  /// Plans from levels of any number of runs.
  ///
  /// Levels of different conditions or numbers of instances lie on curves of their own; the plan is about the one with the most loads,
  /// and says so. `ResourceEvidence.Sample.level` counts in `levels` as given here.
  /// - Parameter notes: what finding the levels has brought to light.
  public func plan(_ levels: [Level], notes: [Finding] = []) -> CapacityPlan {
    let curves = CurveGroups(levels)
    let kept = curves.main
    let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let own = kept.map { levels[$0] }
    let resources = self.resources.map { resource in
      var moved = resource
      moved.samples = resource.samples.compactMap { sample in
        places[sample.level].map {
          ResourceEvidence.Sample(
            level: $0, utilization: sample.utilization, waiting: sample.waiting,
            isOversubscribed: sample.isOversubscribed)
        }
      }
      return moved
    }
    let assessment = CurveAssessment(own, settings: settings, resources: resources)
    let report = BottleneckReport(resources, assessment)
    let context = PlanContext(
      assessment: assessment, settings: settings, resources: resources, bottleneck: report,
      ceilings: SharedCeiling.all(sharedDemands, report, resources), nextTest: NextTestPlan(assessment, report))
    let soakReports = soak.map { SoakReport($0) }
    let tiers = context.tierRows
    let lines =
      [
        context.maximumRateLine, context.objectiveLine, context.usersLine, context.planningRateLine,
        context.breakingLine,
      ] + context.serviceLines + [context.bottleneckLine, context.scalingLine] + context.instanceLines(tiers)
      + context.poolLines + [context.headroomLine, context.growthLine, SoakReport.line(soakReports)]
    return CapacityPlan(
      lines: lines, levels: own, assessment: assessment, objective: context.capacity, tiers: tiers,
      ceiling: context.ceiling, bottleneck: report, soak: soakReports,
      findings: notes + curves.findings + assessment.findings + context.findings,
      otherCurves: curves.others.map { group in CurveAssessment(group.map { levels[$0] }, settings: settings) },
      nextTest: context.nextTest, settings: settings)
  }
}

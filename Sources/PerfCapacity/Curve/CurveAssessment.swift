import PerfStats
import PerfUnits

/// A curve with all that is found about it: what the lines of the plan are made of.
public struct CurveAssessment: Sendable, Hashable {
  public let levels: [Level]
  public let curve: LoadCurve
  public let saturation: Saturation
  /// Nil with fewer than six loads.
  public let law: ScalabilityEvidence?
  public let maximum: MaximumRate
  public let findings: [Finding]

  /// Assesses levels of one set of conditions.
  public init(_ levels: [Level], settings: CapacitySettings, resources: [ResourceEvidence] = []) {
    self.levels = levels
    let curve = LoadCurve(levels)
    let saturation = Saturation(curve)
    var findings = LevelGates.findings(levels, objective: settings.objective)
    findings += CurveGates.findings(curve, levels, settings, resources)
    let codes = Set(findings.map(\.code))
    // Whoever does not say that users think may still have let them.
    let thinks = (settings.scriptedThinkTime?.value ?? 1) > 0
    let law =
      codes.contains(.efficiencyAboveOne) || codes.contains(.autoscaled)
      ? nil : ScalabilityEvidence(curve, levels: levels, thinks: thinks)
    let maximum = MaximumRate(curve, saturation, law: law)
    self.curve = curve
    self.saturation = saturation
    self.law = law
    self.maximum = maximum
    self.findings = findings + Self.verdicts(curve, saturation, law, maximum, codes)
  }

  /// Whether the maximum belongs to the generator, or to nothing at all.
  public var isMaximumRefused: Bool { has(.maximumRefused) }

  public func has(_ code: FindingCode) -> Bool { findings.contains { $0.code == code } }

  public func sentence(_ code: FindingCode) -> String? { findings.first { $0.code == code }?.sentence }

  private static func verdicts(
    _ curve: LoadCurve, _ saturation: Saturation, _ law: ScalabilityEvidence?, _ maximum: MaximumRate,
    _ codes: Set<FindingCode>
  ) -> [Finding] {
    guard !curve.points.isEmpty else { return [] }
    var findings: [Finding] = []
    let isRefused = codes.contains(.generatorSuspect) || codes.contains(.autoscaled)
    if isRefused {
      findings.append(
        Finding(.maximumRefused, "No maximum of the service is stated: what was measured is not one system's limit."))
      return findings
    }
    findings.append(Finding(saturation.verdict.code, saturation.sentence))
    if saturation.isRetrograde {
      findings.append(Finding(.retrograde, "Beyond its best the system does less the more is asked of it."))
    }
    if saturation.isSaturatedBelowLowest {
      findings.append(
        Finding(
          .saturatedBelowLowestLevel,
          "Already the first step brought less than half of what it asked: the bend lies below the lowest level."))
    }
    if saturation.isNoisy {
      findings.append(
        Finding(.noisy, "Goodput falls and rises again from level to level: the plateau is taken as a whole."))
    }
    if let law, law.fit.shape == .amdahl || law.fit.shape == .linear {
      let limit = law.fit.law.asymptote.map { " It would approach \(Wording.number($0)) req/s, which is extrapolated." }
      findings.append(Finding(.kappaAtZero, "The fitted scalability law has no peak.\(limit ?? "")"))
    }
    switch maximum.method {
    case .plateau: findings.append(Finding(.maximumFromPlateau, "The maximum is the mean of the plateau."))
    case .law:
      findings.append(Finding(.maximumFromLaw, "The maximum is the peak of the fitted law, between measured levels."))
    case .capacityInterval:
      findings.append(Finding(.capacityInterval, "The maximum lies between two offered loads."))
    case .atLeastMeasured: findings.append(Finding(.lowerBoundOnly, "The maximum was not reached."))
    case .none: break
    }
    return findings
  }
}

extension Saturation.Verdict {
  /// The verdict as a finding.
  var code: FindingCode {
    switch self {
    case .saturated: .saturated
    case .diminishingReturns: .diminishingReturns
    case .approachingSaturation: .approachingSaturation
    case .noSaturationObserved: .noSaturationObserved
    }
  }
}

extension Saturation {
  /// What the top of the curve says, for a reader.
  var sentence: String {
    guard let elasticity, let elasticityLow, let elasticityHigh else { return "One load tells nothing of a ceiling." }
    func number(_ value: Double) -> String { NumberText.fixed(value, decimals: 2) }
    let slope = "slope \(number(elasticity)) [\(number(elasticityLow)), \(number(elasticityHigh))]"
    return switch verdict {
    case .saturated: "More load no longer brings more (\(slope))."
    case .diminishingReturns: "More load brings less and less (\(slope)), but the ceiling was not reached."
    case .approachingSaturation: "The curve bends or not: the noise does not let it be told (\(slope))."
    case .noSaturationObserved: "The highest load tested still scales (\(slope))."
    }
  }
}

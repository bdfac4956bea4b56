import Glibc
import PerfStats
import PerfUnits

extension PlanContext {
  /// `max-request-rate`: X_max, or how much at least.
  var maximumRateLine: PlanLine {
    let id = "max-request-rate"
    let title = "Max requests/second"
    guard let rate = assessment.maximum.rate, let best = assessment.curve.best else {
      return .refused(
        id: id, title: title, unit: .perSecond,
        reason: assessment.sentence(.noData) ?? "No level of steady load was found.", next: nextTest.sentence,
        codes: [.noData])
    }
    let highest = assessment.curve.points[best].goodput
    if assessment.isMaximumRefused {
      let reason = [FindingCode.generatorSuspect, .autoscaled].compactMap { assessment.sentence($0) }.first ?? ""
      return .refused(
        id: id, title: title, unit: .perSecond, reason: reason,
        next: assessment.has(.generatorSuspect)
          ? "Run the same levels from a larger load generator, or from two." : "Run with a fixed number of instances.",
        codes: [.maximumRefused],
        detail: "\(Wording.rate(highest)) came through, whoever limited it.")
    }
    let points = assessment.maximum.points.map { assessment.curve.points[$0] }
    let loads = Wording.list(points.map { loadText($0) })
    var line = PlanLine(
      id: id, title: title, value: rate.value, unit: .perSecond, bound: .exact, grade: rateGrade,
      assumptions: noiseAssumptions, source: sources(points.flatMap(\.levels)), next: nil)
    switch assessment.maximum.method {
    case .plateau:
      line.interval = PlanInterval(low: assessment.maximum.low?.value, high: assessment.maximum.high?.value)
      line.formula = "X_max = exp(mean ln G) over the plateau"
      line.detail = "Plateau over \(loads). \(assessment.saturation.sentence)"
      line.codes = [.maximumFromPlateau]
      line.arithmetic =
        points.map {
          "G = \(Wording.exact($0.goodput.value)) req/s at \(loadText($0)), ln G = \(Wording.exact(log($0.goodput.value))), "
            + "s = \(Wording.percent($0.logError))"
        } + plateauArithmetic
    case .law:
      line.interval = PlanInterval(low: assessment.maximum.low?.value, high: assessment.maximum.high?.value)
      line.formula = "X(N*) = γ/(α − κ + 2√(κ(1 − α)))"
      line.detail =
        "Peak at \(assessment.maximum.peakLoad.map(Wording.number) ?? "") in flight; goodput falls beyond it."
      line.codes = [.maximumFromLaw]
      line.arithmetic = lawArithmetic
    case .capacityInterval:
      line.bound = .atLeast
      line.interval = PlanInterval(low: assessment.maximum.low?.value, high: assessment.maximum.high?.value)
      line.formula = "between the last load kept up with and what came back beyond it"
      line.detail = assessment.sentence(.dropped)
      line.reason = "Only one load lies beyond the maximum."
      line.next = nextTest.sentence
      line.codes = [.capacityInterval]
    case .atLeastMeasured, .none:
      line.bound = .atLeast
      line.formula = "the highest goodput measured"
      line.reason = assessment.sentence(.tooFewLevels) ?? assessment.saturation.sentence
      line.detail = "Highest at \(loads). The maximum was not reached."
      line.next = nextTest.sentence
      line.codes = [.lowerBoundOnly]
    }
    return line
  }

  /// The mean of the plateau and its interval, with the numbers in them.
  private var plateauArithmetic: [String] {
    let maximum = assessment.maximum
    guard let spread = maximum.spread, let rate = maximum.rate, let low = maximum.low, let high = maximum.high else {
      return []
    }
    let of = spread.count == 1 ? "one level" : "\(spread.count) levels"
    let factor =
      "exp(\(Wording.exact(spread.factor)) × \(Wording.exact(spread.logError))/√\(spread.count)) = \(Wording.exact(exp(spread.reach)))"
    return [
      "mean of ln G over \(of) = \(Wording.exact(spread.center)); exp(\(Wording.exact(spread.center))) = \(Wording.exact(rate.value)) req/s",
      "÷ and × \(factor): \(Wording.exact(low.value)) … \(Wording.exact(high.value)) req/s",
    ]
  }

  /// α, κ and γ with their intervals, for the appendix and the arithmetic.
  private var lawArithmetic: [String] {
    guard let fit = assessment.law?.fit else { return [] }
    let law = fit.law
    return [
      "α = \(Wording.number(law.contention)), κ = \(Wording.number(law.coherence)), γ = \(Wording.number(law.scale)) req/s",
      "N* = √((1 − α)/κ) = \(law.peakConcurrency.map(Wording.number) ?? "none")",
      "X(N*) = \(law.peakThroughput.map(Wording.number) ?? "none") req/s",
    ]
  }

  /// What the noise of goodput rests on.
  var noiseAssumptions: [String] {
    assessment.curve.noise == .assumed ? ["a repetition would differ by 3 % (assumed, not measured)"] : []
  }

  /// A where runs were repeated, B where batches or the assumption tell the noise, C where levels were too short.
  var rateGrade: PlanLine.Grade {
    if assessment.has(.tooShort) || assessment.has(.errorsUnknown) { return .computed }
    return assessment.curve.noise == .betweenRuns ? .replicated : .measured
  }

  /// The load of a point in the words of its level.
  func loadText(_ point: LoadCurve.Point) -> String {
    point.levels.first.map { Wording.load(assessment.levels[$0].load) } ?? Wording.number(point.load)
  }

  /// The runs and spans of levels, each once.
  func sources(_ places: [Int]) -> [String] {
    var seen: Set<String> = []
    return places.compactMap { place in
      let source = assessment.levels[place].source
      var text = source.run
      if let from = source.from, let to = source.to {
        text += " \(Wording.number(from))–\(Wording.number(to)) s"
      }
      return !text.isEmpty && seen.insert(text).inserted ? text : nil
    }
  }
}

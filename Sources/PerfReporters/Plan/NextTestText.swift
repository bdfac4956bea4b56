import PerfCapacity
import PerfUnits

/// The next test in words.
struct NextTestText {
  /// `7 steps of 3 min each, 10 s apart: 9.7, 19.4, … req/s (the highest goodput so far is 77.6 req/s).`
  let steps: String
  /// `a stepped test of 22 min, from 9.7 to 233 req/s, with resources sampled`
  let summary: String
  let sampling: [String]

  init(_ plan: CapacityPlan) {
    let test = plan.nextTest
    let rates = test.rates.map { PlanFigure.number($0.value) }
    let times = "\(PlanFigure.time(test.hold.value)) each, \(PlanFigure.time(test.ramp.value)) apart"
    steps =
      "\(Words.count(rates.count, "step")) of \(times): \(rates.joined(separator: ", ")) req/s (\(test.basis))."
    let minutes = (Double(test.rates.count) * (test.hold.value + test.ramp.value) / 60).rounded(.up)
    summary =
      "a stepped test of \(PlanFigure.number(minutes)) min from \(rates.first ?? "") to \(rates.last ?? "") req/s, with resources sampled"
    sampling = test.sampling
  }
}

public import PerfUnits

/// The run that would say what this one did not.
public struct NextTestPlan: Sendable, Hashable {
  /// Requests per second of each step, ascending.
  public let rates: [RequestRate]
  /// How long each is held, in seconds.
  public let hold: Seconds
  /// The seconds between two steps.
  public let ramp: Seconds
  /// What the middle step stands for: `API CPU is full at 310 req/s`.
  public let basis: String
  /// What to sample meanwhile, every 15 seconds or oftener.
  public let sampling: [String]

  /// 1/8 to 3 times the rate at which something is expected to give.
  public static let multiples = [0.125, 0.25, 0.5, 1, 1.5, 2, 3]

  public static let standardSampling = [
    "CPU of each service instance", "CPU and disk of the database", "database connections by state",
    "connections in use, waits and wait time of each pool", "queue lengths of the workers", "CPU of the load generator",
  ]

  init(_ assessment: CurveAssessment, _ report: BottleneckReport) {
    let demands = report.resources.compactMap { resource in resource.demand.map { (resource.name, $0.fullAt) } }
    let least = demands.min { $0.1 < $1.1 }
    let best = assessment.curve.best.map { assessment.curve.points[$0].goodput }
    let base: RequestRate
    if let least {
      base = least.1
      basis = "\(least.0) would be full at \(Wording.rate(least.1))"
    } else if let best {
      base = best
      basis = "the highest goodput so far is \(Wording.rate(best))"
    } else {
      base = RequestRate(8) ?? .zero
      basis = "nothing is known yet"
    }
    rates = Self.multiples.compactMap { base.scaled(by: $0) }
    hold = Seconds(180) ?? .zero
    ramp = Seconds(10) ?? .zero
    sampling = Self.standardSampling
  }

  /// One sentence for a line's "next".
  public var sentence: String {
    guard let first = rates.first, let last = rates.last, rates.count > 1 else {
      return "Run steps of rising load, three minutes each."
    }
    return "Run the same script in \(rates.count) steps from \(Wording.rate(first)) to \(Wording.rate(last)), "
      + "\(Wording.number(hold.value / 60)) min each, as an arrival rate (\(basis)): perfreport plan --next-test k6."
  }
}

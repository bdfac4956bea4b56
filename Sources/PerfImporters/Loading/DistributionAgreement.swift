import PerfModel

/// Whether two distributions can be of the same values, each as its tool rounded them and defined its quantiles.
struct DistributionAgreement {
  /// Whether no number of one contradicts the other.
  private(set) var holds = true
  /// How many numbers both know.
  private(set) var shared = 0
  /// Whether a source rounds so that two runs may show the same numbers.
  var isCoarse: Bool { step > 0 }

  /// Relative difference of two statistics that are the same number: formats write six digits or more.
  private static let tolerance = 1e-6

  /// Half the steps of rounding of both sources, by which their means may be apart.
  private let step: Double
  /// The same of single values: rounded in one way, they are the same.
  private let valueStep: Double

  /// - Parameter count: the number of values, nil where neither tells.
  init(_ a: Distribution, _ b: Distribution, count: Int?) {
    let sum = (a.resolution ?? 0) + (b.resolution ?? 0)
    valueStep = a.resolution == b.resolution ? 0 : sum / 2
    // Of all values in one rounding, the mean is that of the same numbers.
    step = valueStep == 0 && !Self.isPrinted(a) && !Self.isPrinted(b) ? 0 : sum / 2
    // Quantiles by two definitions, or from a sketch, are two numbers even of one run.
    let isOneDefinition = a.method == b.method && a.basis == b.basis
    if let x = a[.mean], let y = b[.mean] { demand(x, in: y...y, step) }
    for statistic in [Statistic.minimum, .maximum] + (isOneDefinition ? [.quantile(0.95)] : []) {
      if let x = a[statistic], let y = b[statistic] { demand(x, in: y...y, valueStep) }
    }
    guard !isOneDefinition, let count, count > 0 else { return }
    bound(a, by: b, count)
    bound(b, by: a, count)
  }

  /// Holds the quantiles that a tool printed against the other's values.
  private mutating func bound(_ one: Distribution, by other: Distribution, _ count: Int) {
    guard case .quantiles(let printed) = one else { return }
    switch other {
    case .samples(let samples) where samples.starts.isEmpty:
      let last = samples.count - 1
      // ab's rank is known; of others it is one of the neighbours.
      let reach = printed.method == .floorIndex ? 0 : 1
      for (p, value) in one.knownQuantiles {
        // 0.29 of 100 is a little less than 29 in binary.
        let rank = min(last, Int(p * Double(samples.count) + 1e-9))
        demand(value, in: samples.values[max(0, rank - reach)]...samples.values[min(last, rank + reach)], valueStep)
      }
    case .quantiles(let published):
      // Any definition lies between the values one rank below and one above: the other's quantiles two ranks away enclose it.
      let reach = 2 / Double(count)
      let known = other.knownQuantiles
      for (p, value) in one.knownQuantiles {
        let low = known.last { $0.p <= p - reach }?.value ?? published[.minimum]
        let high = known.first { $0.p >= p + reach }?.value ?? published[.maximum]
        if let low, let high, low <= high { demand(value, in: low...high, valueStep) }
      }
    // In the order of time, where no rank is known without sorting; mean and extremes have to do.
    case .samples, .sketch: return
    }
  }

  private static func isPrinted(_ distribution: Distribution) -> Bool {
    if case .quantiles = distribution { true } else { false }
  }

  private mutating func demand(_ value: Double, in range: ClosedRange<Double>, _ step: Double) {
    shared += 1
    let room = step + Self.tolerance * max(abs(value), abs(range.upperBound))
    if value < range.lowerBound - room || value > range.upperBound + room { holds = false }
  }
}

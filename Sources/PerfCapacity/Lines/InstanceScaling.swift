public import PerfStats
import PerfUnits

/// What several instances do together, from tests with at least two different numbers of them.
///
/// η(n) = X(n)/(n·X(1)); from four numbers on the scalability law is fitted to X(n), and says where more bring less.
public struct InstanceScaling: Sendable, Hashable {
  /// η of the largest number tested, no more than 1.
  public let efficiency: Double
  /// The largest number tested.
  public let most: Int
  /// Nil with fewer than four numbers.
  public let law: ScalabilityLaw?

  /// Nil with fewer than two numbers of instances.
  public init?(_ measurements: [ScalingMeasurement]) {
    let sorted = measurements.filter { $0.throughput.value > 0 }.sorted { $0.instances < $1.instances }
    guard let least = sorted.first, let last = sorted.last, last.instances > least.instances,
      let gain = last.throughput.ratio(to: least.throughput)
    else { return nil }
    efficiency = min(1, gain * Double(least.instances) / Double(last.instances))
    most = last.instances
    law =
      Set(sorted.map(\.instances)).count >= 4
      ? ScalabilityFitter(
        concurrency: sorted.map { Double($0.instances) }, throughput: sorted.map(\.throughput.value))?.fit()?.law : nil
  }

  /// How many instances that add up would do what `count` of them do: η·n, or X(n)/γ by the law; nil where the law has fallen before.
  func worth(of count: Double) -> Double? {
    guard count > 1 else { return count }
    guard let law else { return efficiency * count }
    if let peak = law.peakConcurrency, count > peak { return nil }
    return law.throughput(concurrency: count) / law.scale
  }

  /// How many instances do what `count` that add up would do; nil where none do.
  func instances(worth count: Double) -> Double? {
    // One instance is one, whatever η of many is.
    guard count > 1 else { return count }
    guard let law else { return count / efficiency }
    return law.concurrency(throughput: count * law.scale)
  }
}

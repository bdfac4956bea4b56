public import PerfUnits

/// What a test was told to do, where that is known: the plateaus of its script.
public struct LoadSchedule: Sendable, Hashable {
  public let steps: [Step]

  public init(steps: [Step]) { self.steps = steps }

  /// A time during which the load was to stand still.
  public struct Step: Sendable, Hashable {
    /// Seconds from the run's first request.
    public let from: Double
    public let to: Double
    public let load: Target

    /// Nil unless the step has a finite, positive length.
    public init?(from: Double, to: Double, load: Target) {
      guard from.isFinite, to.isFinite, from >= 0, to > from else { return nil }
      self.from = from
      self.to = to
      self.load = load
    }
  }

  public enum Target: Sendable, Hashable {
    case users(Population)
    case rate(RequestRate)
  }
}

public import PerfModel

/// One row of a comparison: one statistic of one series on both sides, as finished numbers.
public struct Comparison: Sendable, Hashable {
  public let key: SeriesKey
  public let metric: Metric
  public let statistic: Statistic
  /// In the metric's base unit; of several runs a side, the geometric mean of the runs' figures (the pooled share of a ratio).
  public let before: Double?
  public let after: Double?
  /// How many runs of each side hold the figure.
  public let runs: RunCount
  /// What `interval`, `noiseFloor`, `margin` and `smallestVisible` are measured in.
  public let scale: Scale
  /// The two-sided 90 % interval of the change, nil where nothing can be said about its uncertainty.
  public let interval: Interval?
  /// 1.96 standard errors of the change: what two runs of one system may differ by.
  public let noiseFloor: Double?
  /// The smallest change that anyone should act on.
  public let margin: Double?
  /// The smallest change that this comparison would have seen 4 times in 5.
  public let smallestVisible: Double?
  /// Two-sided p of "no difference", only from several runs a side: Welch's t, or the paired t.
  public let pValue: Double?
  /// Two-sided exact p of a rank test (Mann–Whitney with ties, from 4 runs a side) or of the sign flip (paired runs).
  public let exactP: Double?
  /// One-sided p of "worse than the margin" after Holm's correction over the gated family.
  public let adjustedP: Double?
  public let basis: Basis
  public let verdict: Verdict
  /// Why, where the verdict alone does not say: the failed precondition, the missing statistic.
  public let reason: String?
  /// Whether the row belongs to the declared family that the exit status looks at.
  public let isGated: Bool
  /// What qualifies the row; ids are stable, texts are for people.
  public let warnings: [Warning]

  /// How a change is measured.
  public enum Scale: String, Sendable, Hashable {
    /// after/before − 1.
    case relative
    /// after − before, in the metric's unit: ratios, where 0.001 is 0.1 percentage points.
    case absolute
  }

  /// From where the uncertainty comes.
  public enum Basis: String, Sendable, Hashable {
    /// One summary a side (or fewer than three): sampling error from the summary, run-to-run noise assumed or learned.
    case summary
    /// Several runs a side: the runs' own spread.
    case runs
    /// Raw samples.
    case samples
  }

  /// How many runs stand behind each side.
  public struct RunCount: Sendable, Hashable {
    public let before: Int
    public let after: Int

    public init(before: Int, after: Int) {
      self.before = before
      self.after = after
    }
  }

  /// A low and a high end.
  public struct Interval: Sendable, Hashable {
    public let low: Double
    public let high: Double

    public init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }
  }

  /// Something that qualifies a row.
  public struct Warning: Sendable, Hashable {
    public let id: String
    public let text: String

    public init(id: String, text: String) {
      self.id = id
      self.text = text
    }
  }

  /// after/before − 1; nil where the base is zero, a side is absent, or the quotient leaves the range of numbers.
  public var change: Double? {
    guard let before, let after, before != 0, case let change = after / before - 1, change.isFinite else { return nil }
    return change
  }

  /// after − before in the base unit.
  public var difference: Double? {
    guard let before, let after else { return nil }
    return after - before
  }

  /// A verdict of a single run a side is worth a word: "regressed (not replicated)".
  public var isReplicated: Bool { runs.before >= 3 && runs.after >= 3 }
}

/// One function, file or package on both sides; without a before side the figures of one profile.
public struct FunctionChange: Sendable, Hashable {
  /// As the side after calls it, or the side before where it is gone.
  public let name: String
  /// What the side before calls it, where that is another name for the same.
  public let nameBefore: String?
  public let file: String?
  /// For each sample type; zeros where the function is gone.
  public let flat: [Int64]
  public let cumulative: [Int64]
  /// Zeros where the function is new; nil without a before side.
  public let flatBefore: [Int64]?
  public let cumulativeBefore: [Int64]?
  public let presence: Presence
  /// How many standard deviations of counting lie between the sides, the larger of flat's and cumulative's; nil where the profile counts
  /// no samples.
  public let z: Double?
  /// Whether the change is more than the noise of sampling explains.
  public let isFinding: Bool
  /// Whether at least half of the function's value comes from stacks that wait for work.
  public let isWaiting: Bool

  public enum Presence: String, Sendable, Hashable {
    case both
    case new
    case gone
  }
}

extension FunctionChange {
  /// What the cumulative value of a type grew by, in doubles because two 64-bit integers may lie further apart than one can tell.
  public func cumulativeDifference(_ type: Int) -> Double {
    Double(cumulative[type]) - Double(cumulativeBefore?[type] ?? 0)
  }

  /// What the flat value of a type grew by.
  public func flatDifference(_ type: Int) -> Double { Double(flat[type]) - Double(flatBefore?[type] ?? 0) }
}

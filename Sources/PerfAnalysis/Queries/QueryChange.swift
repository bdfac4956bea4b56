/// One statement on both sides.
public struct QueryChange: Sendable, Hashable {
  /// The statement in one line, as the side after has it, or the side before where it is gone.
  public let text: String
  /// The text without its constants, by which sides are paired.
  public let key: String
  /// The route that the statement itself names.
  public let route: String?
  public let before: QueryFigures?
  public let after: QueryFigures?
  public let presence: Presence
  /// Why it looks like a query for each row of another one (N+1), on the side after, or before where it is gone; nil where it does not.
  public let suspicion: String?

  public enum Presence: String, Sendable, Hashable, CaseIterable {
    case both
    case new
    case gone
    /// On one side only, and the other lists only its first few: it may have run there too.
    case unknown
  }

  /// after − before of a figure that adds up, a side where it did not run as 0; nil where a side may have run it, or lacks the figure.
  public func difference(_ figure: (QueryFigures) -> Double?) -> Double? {
    guard presence != .unknown else { return nil }
    let old = before.map(figure) ?? 0
    let new = after.map(figure) ?? 0
    guard let old, let new else { return nil }
    return new - old
  }

  /// after/before − 1; nil where a side lacks the figure or the base is zero.
  public func relativeChange(_ figure: (QueryFigures) -> Double?) -> Double? {
    guard let old = before.flatMap(figure), let new = after.flatMap(figure), old > 0 else { return nil }
    return new / old - 1
  }
}

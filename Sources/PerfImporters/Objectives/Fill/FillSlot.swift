public import PerfModel

/// A place in a document where a measured value belongs.
public struct FillSlot: Sendable, Hashable {
  public let want: Want
  /// What stands there: a placeholder, or a value that an earlier fill wrote.
  public let written: String
  /// From 1.
  public let line: Int
  /// From 1, in bytes.
  public let column: Int
  /// The bytes to replace; empty for an empty cell.
  public let range: Range<Int>
  /// The table cell around them, nil outside of tables.
  let cell: Range<Int>?
  /// Whether that cell is as wide as its column's title, which is how people align a table.
  let isAligned: Bool
  /// The same for the same place of an edited document: what it is in, not where.
  let id: String

  /// What the place asks for.
  public enum Want: Sendable, Hashable {
    /// The value of an objective: what its "actual" cell is to hold.
    case actual(Objective, Side)
    /// Whether the objectives of a row are met.
    case status([Objective])
    /// An empty box, to be ticked if the objective is met.
    case box(Objective)
    /// A statistic that is no objective's.
    case figure(Figure, Side)
    /// A fact about the run, by its label in lower case: "test date", "version", "environment", "cpu".
    case fact(String)
    /// The n-th entry, from 1, of a numbered list below a heading: "bottlenecks identified".
    case entry(heading: String, number: Int)
  }

  /// Which run a value is asked of.
  public enum Side: Sendable, Hashable {
    case run
    /// "Before", "Baseline": the run that it is compared with.
    case before
  }

  /// A statistic of an endpoint.
  public struct Figure: Sendable, Hashable {
    public let metric: MetricID
    /// Nil where only the metric is named.
    public let statistic: Statistic?
    public let scope: Objective.Scope
    public let scenario: LoadScenario?
  }
}

/// A value for a slot.
public struct Filling: Sendable, Hashable {
  public let slot: FillSlot
  /// As it is to be shown, one line of Markdown; pipes are escaped in a table. `x` for a box.
  public let text: String

  public init(slot: FillSlot, text: String) {
    self.slot = slot
    self.text = text
  }
}

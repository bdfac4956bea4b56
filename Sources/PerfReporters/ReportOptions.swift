/// What a caller may choose about the look of a report; nothing here changes a number or a verdict.
public struct ReportOptions: Sendable, Hashable {
  /// Leaves out the rows that are not distinguishable; their count stays.
  public var onlyChanged = false
  /// The headline alone.
  public var quiet = false
  /// Columns of the terminal; nil in a pipe, where nothing is shortened or wrapped.
  public var width: Int?
  /// Whether verdicts and the headline are coloured; only ever on a terminal.
  public var color = false
  /// The most UTF-8 bytes a Markdown report may have.
  public var maximumBytes: Int?
  /// Which of several comments on one pull request this is.
  public var id = "default"
  /// What the report is about, in the user's words.
  public var label: String?
  /// The time to print, as the caller has it; nil prints none, so that the same inputs give the same bytes.
  public var generatedAt: String?

  public init() {}
}

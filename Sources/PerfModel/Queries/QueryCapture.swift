/// What a database counted of the statements it ran, as it was read at one moment or gathered from a log.
public struct QueryCapture: Sendable, Hashable {
  public let source: Source
  /// In the order of the source.
  public let statements: [QueryStatement]
  public let coverage: Coverage
  /// When it was read; nil where the source does not say.
  public let time: Timestamp?
  /// Since when its counters count; nil where the source does not say.
  public let reset: Timestamp?
  /// How often statements were thrown out for want of room; nil where the source does not say.
  public let evictions: Int?
  /// At how many characters the texts of statements are cut, nil where they seem whole.
  public let textLimit: Int?

  /// Where the figures come from, and so what they count.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// Counters of the server that grow until somebody resets them.
    case counters
    /// The head of such counters without statements: when they were reset, how much was evicted.
    case counterState
    /// The lines that a log has of each statement: all that ran, as far as the log's threshold lets it.
    case log
  }

  /// Whether a statement that is not listed did not run.
  public enum Coverage: Sendable, Hashable {
    case whole
    /// The first so many by some column (nil: no column descends): nothing can be said of what is not listed.
    case top(Int, by: String?)
    /// Only executions that took at least so many seconds.
    case slow(from: Double)

    public var isWhole: Bool { self == .whole }
  }

  public init(
    source: Source, statements: [QueryStatement], coverage: Coverage = .whole, time: Timestamp? = nil,
    reset: Timestamp? = nil, evictions: Int? = nil, textLimit: Int? = nil
  ) {
    self.source = source
    self.statements = statements
    self.coverage = coverage
    self.time = time
    self.reset = reset
    self.evictions = evictions
    self.textLimit = textLimit
  }
}

public import PerfUnits

/// Something inside the service that moved together with what its users felt: evidence of why, and never called the cause.
public struct EvidenceItem: Sendable, Hashable {
  /// Nil where it is of the whole service.
  public let endpoint: String?
  public let kind: Kind
  /// The statement, the function or the resource.
  public let subject: String
  /// Of one request where the kind is of requests, in the unit; nil where a side does not tell.
  public let before: Double?
  public let after: Double?
  public let unit: Unit
  public let grade: Grade
  /// How much of the change of the endpoint's mean it comes to: 1 is all of it, negative where it moved the other way. Nil where nobody
  /// can tell.
  public let share: Double?
  /// A sentence with the numbers in it.
  public let text: String
  /// Whether what users felt got worse.
  public let isWorse: Bool

  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Time that a statement takes of one request.
    case query
    /// Statements for each successful request.
    case callsPerRequest
    /// Processor time that a function takes of one request.
    case function
    /// Processor time of one request.
    case cpuPerRequest
    /// Waiting for a connection.
    case pool
    case resource

    /// Whether it adds up what others tell one by one.
    package var isSum: Bool { self == .callsPerRequest || self == .cpuPerRequest }
  }

  /// How much it is worth.
  public enum Grade: String, Sendable, Hashable, CaseIterable, Comparable {
    /// It names the endpoint itself and comes to at least half of the change.
    case strong
    /// It comes to a fifth of the change, or to half of it without naming the endpoint.
    case moderate
    /// It moved too.
    case weak

    public static func < (a: Grade, b: Grade) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .strong: 0
      case .moderate: 1
      case .weak: 2
      }
    }

    /// - Parameters:
    ///   - share: of the change that it comes to.
    ///   - isNamed: whether the evidence itself names the endpoint.
    static func of(share: Double?, isNamed: Bool) -> Grade {
      guard let share else { return .weak }
      if share >= 0.5 { return isNamed ? .strong : .moderate }
      return share >= 0.2 && isNamed ? .moderate : .weak
    }
  }
}

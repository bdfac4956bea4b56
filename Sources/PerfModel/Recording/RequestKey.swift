/// What requests have in common that are counted as one: where they went, what came back, and in which part of the test.
public struct RequestKey: Sendable, Hashable, Comparable {
  /// As `SeriesKey.endpoint`; nil where the source names none.
  public var endpoint: String?
  /// The HTTP status, or what the tool has in its place: `200`, `0`, `Non HTTP response code: java.net.ConnectException`.
  public var status: String?
  /// What went wrong, in the tool's words.
  public var error: String?
  public var scenario: String?
  public var stage: Stage
  /// Whether the tool counts the answer as a success, nil where it does not tell.
  public var isExpected: Bool?

  /// The part of a test.
  public enum Stage: String, Sendable, Hashable, CaseIterable {
    /// Before the load, such as k6's `setup()`.
    case setup
    case load
    /// After the load.
    case teardown

    /// The one of an endpoint that was called in several: what the load called at all is part of the load.
    static func common(_ stages: Set<Stage>) -> Stage? {
      stages.contains(.load) ? .load : stages.min { $0.rawValue < $1.rawValue }
    }
  }

  public init(
    endpoint: String? = nil, status: String? = nil, error: String? = nil, scenario: String? = nil, stage: Stage = .load,
    isExpected: Bool? = nil
  ) {
    self.endpoint = endpoint
    self.status = status
    self.error = error
    self.scenario = scenario
    self.stage = stage
    self.isExpected = isExpected
  }

  public static func < (a: RequestKey, b: RequestKey) -> Bool { a.order.lexicographicallyPrecedes(b.order) }

  private var order: [String] {
    [endpoint, status, error, scenario].map { $0.map { "1" + $0 } ?? "0" }
      + [stage.rawValue, isExpected.map { $0 ? "2" : "1" } ?? "0"]
  }
}

/// A part of a request's time.
public enum RequestPhase: Int, BitwiseCopyable, Sendable, Hashable, CaseIterable {
  case waiting
  case connecting
  case tls
  case blocked
  case sending
  case receiving

  /// The catalogue's metric of the phase.
  public var metric: MetricID {
    switch self {
    case .waiting: .requestWaiting
    case .connecting: .requestConnecting
    case .tls: .requestTLS
    case .blocked: .requestBlocked
    case .sending: .requestSending
    case .receiving: .requestReceiving
    }
  }
}

import PerfModel

/// What a sample of JMeter says in words.
struct JTLSample {
  var label = ""
  var code = ""
  var message = ""
  var failureMessage = ""
  var thread = ""
  var isSuccess = true

  /// How JMeter begins the message of a transaction, whose requests are samples of their own.
  static let transactionStart = "Number of samples in transaction"

  /// How the threads are named that run before and after the load, unless the test's author renames their group.
  static let setupStart = "setUp Thread Group"
  static let teardownStart = "tearDown Thread Group"

  var isTransaction: Bool { message.hasPrefix(Self.transactionStart) }

  /// Under what the sample is counted.
  var key: RequestKey {
    RequestKey(
      endpoint: Self.endpoint(label), status: code.isEmpty ? nil : Self.shortened(code), error: error, stage: stage,
      isExpected: isSuccess)
  }

  /// A label is what the test's author has chosen. That of a sampler without a name is its URL, of which only the route tells where
  /// the request went.
  static func endpoint(_ label: String) -> String? {
    guard label.hasPrefix("http://") || label.hasPrefix("https://") else { return label.isEmpty ? nil : label }
    var route: [UInt8] = []
    let bytes = Array(label.utf8)
    RouteName.append(routeOf: bytes.span.bytes, to: &route)
    return String(decoding: route, as: UTF8.self)
  }

  private var stage: RequestKey.Stage {
    if thread.hasPrefix(Self.setupStart) { return .setup }
    return thread.hasPrefix(Self.teardownStart) ? .teardown : .load
  }

  /// What an assertion says, else what the server or the library does.
  private var error: String? {
    guard !isSuccess else { return nil }
    let words = failureMessage.isEmpty ? message : failureMessage
    return words.isEmpty ? nil : Self.shortened(words)
  }

  private static let maximumCharacters = 200

  /// The first line, as far as a report can show it.
  private static func shortened(_ text: String) -> String {
    let line = text.drop(while: \.isWhitespace).prefix { !$0.isNewline }
    return line.count > maximumCharacters ? line.prefix(maximumCharacters) + "…" : String(line)
  }
}

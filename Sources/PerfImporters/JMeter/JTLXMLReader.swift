import PerfDiagnostics
import PerfFormats
import PerfModel

/// Takes the samples of a JTL document.
///
/// Samples nest: those in a transaction are requests, those in a request are its parts (redirects, embedded files), which its
/// duration includes.
final class JTLXMLReader: XMLHandler {
  static let root = "testResults"

  /// The first samples that are left out, and how many there are.
  private var flaws: [Diagnostic] = []
  private var flawed = 0
  private var tally: JTLTally
  private let maximumNames: Int
  private let file: String
  private var open: [Kind] = []
  /// The request that is open; its words are complete at its end only.
  private var request: Request?
  private var text: [UInt8] = []

  private enum Kind {
    case root
    case transaction
    case request
    case assertion
    case failureMessage
    case other
  }

  private struct Request {
    var sample: JTLSample
    let times: JTLTally.Times
    let latency: Int64?
    let connect: Int64?
    let users: Int64?
    let received: Int64?
    let sent: Int64?
  }

  private static let maximumTextBytes = 4096

  init(file: String, maximumNames: Int) {
    self.file = file
    self.maximumNames = maximumNames
    tally = JTLTally(maximumNames: maximumNames)
  }

  var hasSamples: Bool { tally.requestCount + tally.transactionCount > 0 }

  var wantsText: Bool { true }

  /// Tells the run what was left out.
  /// - Throws: the first of it when nothing was read.
  func tellFlaws(_ run: inout RunBuilder) throws(Diagnostic) {
    guard let last = flaws.last, let first = flaws.first else { return }
    guard hasSamples else {
      throw Diagnostic(.error, first.id, first.message, at: first.location, hint: first.hint)
    }
    // The log keeps the first few and counts the rest.
    for flaw in flaws + Array(repeating: last, count: flawed - flaws.count) { run.record(flaw) }
  }

  /// All that was read.
  func finished() -> JTLTally {
    JTLTally.merged([tally], maximumNames: maximumNames)
  }

  // MARK: Events

  func startElement(_ element: borrowing XMLElement) throws(Diagnostic) {
    guard let parent = open.last else {
      guard element.name == Self.root else { throw wrongRoot(element) }
      return open.append(.root)
    }
    switch parent {
    case .root, .transaction: open.append(sampleKind(element))
    case .request: open.append(element.isNamed("assertionResult") ? .assertion : .other)
    case .assertion: open.append(element.isNamed("failureMessage") ? .failureMessage : .other)
    case .failureMessage, .other: open.append(.other)
    }
    text.removeAll(keepingCapacity: true)
  }

  func text(_ bytes: RawSpan) {
    guard open.last == .failureMessage, request?.sample.isSuccess == false else { return }
    bytes.withUnsafeBytes { text.append(contentsOf: $0.prefix(max(0, Self.maximumTextBytes - text.count))) }
  }

  func endElement() {
    switch open.popLast() {
    case .failureMessage where request?.sample.failureMessage.isEmpty == true:
      request?.sample.failureMessage = String(decoding: text, as: UTF8.self)
    case .request: endRequest()
    default: break
    }
  }

  // MARK: Samples

  private func sampleKind(_ element: borrowing XMLElement) -> Kind {
    guard element.isNamed("httpSample") || element.isNamed("sample") else { return .other }
    guard let start = number("ts", of: element, upTo: RowTime.latest / 1_000_000),
      let elapsed = number("t", of: element, upTo: RowTime.longest / 1_000_000)
    else {
      noteFlaw(element)
      return .other
    }
    let sample = JTLSample(
      label: element.value(of: "lb") ?? "", code: element.value(of: "rc") ?? "", message: element.value(of: "rm") ?? "",
      thread: element.value(of: "tn") ?? "", isSuccess: element.isSet("s", to: "true"))
    let times = JTLTally.Times(start: start, elapsed: elapsed)
    if sample.isTransaction {
      tally.addTransaction(sample, times)
      return .transaction
    }
    request = Request(
      sample: sample, times: times, latency: number("lt", of: element, upTo: RowTime.longest),
      connect: number("ct", of: element, upTo: RowTime.longest),
      users: number("na", of: element, upTo: RowTime.longest),
      received: number("by", of: element, upTo: RowTime.longest),
      sent: number("sby", of: element, upTo: RowTime.longest))
    return .request
  }

  private func endRequest() {
    guard let request else { return }
    tally.addRequest(
      tally.slot(of: request.sample), request.times, isSuccess: request.sample.isSuccess, latency: request.latency,
      connect: request.connect)
    if let users = request.users { tally.users.add(users, at: request.times.start + request.times.elapsed) }
    if let bytes = request.received { tally.addReceived(bytes) }
    if let bytes = request.sent { tally.addSent(bytes) }
    self.request = nil
  }

  private func number(_ attribute: StaticString, of element: borrowing XMLElement, upTo most: Int64) -> Int64? {
    element.value(of: attribute).flatMap { Int64($0) }.flatMap { (0...most).contains($0) ? $0 : nil }
  }

  // MARK: Flaws

  private func noteFlaw(_ element: borrowing XMLElement) {
    flawed += 1
    guard flawed <= DiagnosticLog.repeatLimit else { return }
    let what = element.value(of: "t") == nil || element.value(of: "ts") == nil ? "has no" : "has no sensible"
    flaws.append(
      Diagnostic(
        .warning, .jtlBadSample, "the sample \(what) start 'ts' and duration 't'; it is left out",
        at: element.location,
        hint: "set jmeter.save.saveservice.timestamp_format=ms and jmeter.save.saveservice.time=true"))
  }

  private func wrongRoot(_ element: borrowing XMLElement) -> Diagnostic {
    Diagnostic(
      .error, .xmlSyntax, "the root element is <\(element.name)>; JMeter's results begin with <\(Self.root)>",
      at: element.location, hint: "leave --input-format away")
  }
}

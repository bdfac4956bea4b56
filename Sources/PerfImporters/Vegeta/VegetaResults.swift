import PerfDiagnostics
import PerfModel
import PerfUnits

/// One hit of an attack.
struct VegetaHit {
  /// Nanoseconds since the epoch.
  var start: Int64 = 0
  var latency: Int64 = 0
  /// 0 where nothing was answered.
  var code: Int64 = 0
  var received: Int64 = 0
  var sent: Int64 = 0
  /// Method, URL, attack and error: what the hit is counted under besides its code.
  var method = ""
  var url = ""
  var attack = ""
  var error = ""
}

/// What the hits of an attack come to, as far as one worker has seen them.
struct VegetaResults: Sendable {
  private var recorder = RunRecorder(unit: .nanoseconds)
  private var rows = RequestRows()
  private var received: Int64 = 0
  private var sent: Int64 = 0
  private var names: RequestNames

  init(maximumNames: Int) { names = RequestNames(maximum: maximumNames) }

  mutating func add(_ hit: VegetaHit) {
    let isExpected = (200..<400).contains(hit.code)
    let key = RequestKey(
      endpoint: Self.endpoint(hit), status: String(hit.code),
      error: hit.error.isEmpty ? nil : Self.shortened(hit.error),
      scenario: hit.attack.isEmpty ? nil : hit.attack, isExpected: isExpected)
    let slot = recorder.slot(for: names.admit(key))
    let row = RequestRow(slot, end: hit.start + hit.latency, duration: Double(hit.latency), isFailed: !isExpected)
    rows.add(row, into: &recorder)
    received = Self.sum(received, hit.received)
    sent = Self.sum(sent, hit.sent)
  }

  mutating func flush() { rows.flush(into: &recorder) }

  /// Adds what another worker has read; both have been flushed.
  mutating func merge(_ other: consuming VegetaResults) {
    names.merge(other.names)
    received = Self.sum(received, other.received)
    sent = Self.sum(sent, other.sent)
    recorder.merge(other.recorder)
  }

  consuming func tell(_ run: inout RunBuilder, file: String) {
    names.tell(&run, file: file)
    var final = RunRecorder(unit: .nanoseconds)
    final.merge(recorder, as: names.final)
    final.tell(&run)
    let totals = [(MetricID.dataReceived, MetricID.dataReceivedRate, received), (.dataSent, .dataSentRate, sent)]
    for (id, rate, total) in totals {
      if let metric = MetricCatalogue.metric(id) { run.addCounter(metric, Double(total), in: .bytes) }
      guard let seconds = run.duration, let metric = MetricCatalogue.metric(rate) else { continue }
      run.addScalar(metric, Double(total) / seconds, in: .bytesPerSecond)
    }
  }

  /// Versions before 12.8 write no method and URL.
  private static func endpoint(_ hit: VegetaHit) -> String? {
    guard !hit.url.isEmpty else { return nil }
    var route: [UInt8] = []
    let bytes = Array(hit.url.utf8)
    RouteName.append(routeOf: bytes.span.bytes, to: &route)
    return (hit.method.isEmpty ? "" : hit.method + " ") + String(decoding: route, as: UTF8.self)
  }

  private static let maximumCharacters = 200

  private static func shortened(_ text: String) -> String {
    text.count > maximumCharacters ? text.prefix(maximumCharacters) + "…" : text
  }

  private static func sum(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? .max : sum
  }
}

extension DiagnosticID {
  /// A line that is no result of vegeta.
  static let vegetaBadLine = DiagnosticID(rawValue: "vegeta-bad-line")
}

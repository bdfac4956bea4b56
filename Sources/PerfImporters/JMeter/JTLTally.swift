import PerfDiagnostics
import PerfModel
import PerfUnits

/// What the samples of a run come to, as far as one worker has seen them.
struct JTLTally: Sendable {
  private(set) var recorder = RunRecorder(unit: .milliseconds, resolution: 1)
  /// The transactions as if they were requests, kept until a request is met: a file may hold nothing else.
  private var transactions = RunRecorder(unit: .milliseconds, resolution: 1)
  private var rows = RequestRows()
  private(set) var requestCount = 0
  private(set) var transactionCount = 0
  var users = JTLUsers()
  /// Bytes received and sent, nil where the file does not tell.
  private var received: Int64?
  private var sent: Int64?
  private var names: RequestNames

  /// When a sample began and how long it took, in milliseconds.
  struct Times {
    let start: Int64
    let elapsed: Int64

    var endMilliseconds: Int64 { start + elapsed }
    var end: Int64 { endMilliseconds * 1_000_000 }
  }

  /// - Parameter maximumNames: how many endpoints and how many errors are told apart.
  init(maximumNames: Int) {
    names = RequestNames(maximum: maximumNames)
  }

  /// The number of a request's key.
  mutating func slot(of sample: JTLSample) -> Int {
    recorder.slot(for: names.admit(sample.key))
  }

  /// Adds a request; the latency and the time to connect are nil where the file does not tell.
  @inline(__always)
  mutating func addRequest(_ slot: Int, _ times: Times, isSuccess: Bool, latency: Int64?, connect: Int64?) {
    requestCount += 1
    var row = RequestRow(slot, end: times.end, duration: Double(times.elapsed), isFailed: !isSuccess)
    if let latency { row[.phase(.waiting)] = Double(latency) }
    if let connect { row[.phase(.connecting)] = Double(connect) }
    rows.add(row, into: &recorder)
  }

  /// Adds a transaction, whose requests are samples of their own.
  mutating func addTransaction(_ sample: JTLSample, _ times: Times) {
    guard let place = transactionPlace(of: sample) else {
      transactionCount += 1
      return
    }
    addTransaction(to: place, times)
    guard requestCount == 0 else { return }
    var key = sample.key
    key.error = nil
    let slot = transactions.slot(for: key)
    transactions.addRequest(slot, end: times.end, duration: Double(times.elapsed))
    transactions.addOutcome(slot, end: times.end, isFailed: !sample.isSuccess)
  }

  /// The number under which the durations of a sample's transaction are kept; nil where there are too many names.
  mutating func transactionPlace(of sample: JTLSample) -> Int? {
    let endpoint = JTLSample.endpoint(sample.label)
    guard names.admit(endpoint: endpoint) else { return nil }
    let metric = Metric.custom("transaction.duration", unit: .seconds, instrument: .distribution)
    return recorder.values(of: metric, endpoint: endpoint, in: .milliseconds, resolution: 1)
  }

  /// Adds a transaction under the number of its durations.
  mutating func addTransaction(to place: Int, _ times: Times) {
    transactionCount += 1
    recorder.addValue(place, Double(times.elapsed))
  }

  @inline(__always)
  mutating func addReceived(_ bytes: Int64) { received = Self.sum(received ?? 0, bytes) }

  @inline(__always)
  mutating func addSent(_ bytes: Int64) { sent = Self.sum(sent ?? 0, bytes) }

  /// Says that no more samples will come.
  mutating func finish() {
    rows.flush(into: &recorder)
    recorder.finish()
  }

  /// Makes one tally of those of all workers.
  static func merged(_ tallies: consuming [JTLTally], maximumNames: Int) -> JTLTally {
    var all = JTLTally(maximumNames: maximumNames)
    for place in tallies.indices { all.names.merge(tallies[place].names) }
    let names = all.names
    // Taken out one by one, so that what has been merged is gone.
    while var tally = tallies.popLast() {
      tally.finish()
      all.recorder.merge(tally.recorder, as: names.final)
      all.transactions.merge(tally.transactions)
      all.requestCount += tally.requestCount
      all.transactionCount += tally.transactionCount
      var users = tally.users
      users.finish()
      all.users.merge(users)
      all.received = tally.received.map { sum(all.received ?? 0, $0) } ?? all.received
      all.sent = tally.sent.map { sum(all.sent ?? 0, $0) } ?? all.sent
    }
    return all
  }

  /// Tells the run.
  consuming func tell(_ run: inout RunBuilder, file: String) {
    names.tell(&run, file: file)
    if requestCount == 0 {
      run.record(
        Diagnostic(
          .warning, .jtlOnlyTransactions, "the file holds transactions only; they are taken for requests",
          at: SourceLocation(file: file, line: 1), hint: "record without 'Generate parent sample'"))
      recorder = transactions
    }
    users.tell(&recorder)
    for (id, total) in [(MetricID.dataReceived, received), (.dataSent, sent)] {
      if let total, let metric = MetricCatalogue.metric(id) { run.addCounter(metric, Double(total), in: .bytes) }
    }
    recorder.tell(&run)
    for (id, total) in [(MetricID.dataReceivedRate, received), (.dataSentRate, sent)] {
      guard let total, let seconds = run.duration, let metric = MetricCatalogue.metric(id) else { continue }
      run.addScalar(metric, Double(total) / seconds, in: .bytesPerSecond)
    }
  }

  /// A sum that stays at the largest number; absurd bytes of a broken file are no reason to stop.
  @inline(__always)
  private static func sum(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? .max : sum
  }
}

import PerfModel

/// What a report says, added up while it is read.
struct JUnitReport {
  /// `<testcase>` elements.
  var cases = 0
  var withFailure = 0
  var withError = 0
  var withSkipped = 0
  /// Elements whose outcome is failed or skipped; one that is both is failed.
  var failed = 0
  var skipped = 0
  /// Flaky and rerun elements.
  var attempts = 0
  /// Suites directly in a suite.
  var nestedSuites = 0
  /// `<error>` and `<failure>` directly in a suite: its set-up or its loading failed.
  var suiteErrors = 0
  /// All times that were read. A skipped test's zero is no time.
  var times = TimeStatistics()
  var listed = JUnitCaseTable()
  /// Elements counted, but not listed.
  var unlisted = 0
  var findings = JUnitFindings()
  /// The earliest `timestamp` of a suite.
  var start: Timestamp?
  /// Seconds: the root's `time`, or that of the only suite in it.
  var duration: Double?

  /// Failures of tests that passed when they were run again.
  var redeemed: Int { listed.cases.reduce(0) { $0 + $1.failures - $1.failed } }

  /// Failed attempts of tests that passed in the end.
  var flaky: Int { listed.cases.reduce(0) { $0 + $1.flaky } }

  /// Counts a `<testcase>`.
  mutating func add(_ element: JUnitCaseElement) {
    cases += 1
    if element.hasFailure { withFailure += 1 }
    if element.hasError { withError += 1 }
    if element.hasSkipped { withSkipped += 1 }
    attempts += element.attempts
    switch element.outcome {
    case .failed: failed += 1
    case .skipped: skipped += 1
    case .passed: break
    }
    guard let seconds = element.seconds, seconds > 0 || element.outcome != .skipped else { return }
    times.add(seconds)
  }

  /// Lists the case if there is room: `limit` cases of any outcome, and as many again that failed.
  mutating func list(_ element: JUnitCaseElement, id: [UInt8], suite: Int, limit: Int) {
    let hash = JUnitCaseTable.hash(id)
    if let index = listed.index(of: id, hash: hash) { return listed.add(element, suite: suite, at: index) }
    let needsAttention = element.outcome == .failed || element.attempts > 0
    guard listed.count < (needsAttention ? limit * 2 : limit) else {
      unlisted += 1
      return
    }
    let index = listed.insert(id, hash: hash, JUnitCase(suite: suite))
    listed.add(element, suite: suite, at: index)
  }
}

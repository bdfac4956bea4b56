/// What is kept of one listed test case, over all elements that bear its id.
struct JUnitCase: Sendable {
  /// Times of the attempts that ran; a skipped test has none, even where the file prints 0.
  var times = TimeStatistics()
  /// Elements that failed.
  var failures = 0
  var skipped = 0
  /// Elements that passed and hold no time.
  var untimedPasses = 0
  /// Failed attempts that the report itself calls flaky or rerun, in elements that passed in the end.
  var flakyAttempts = 0
  /// Whether the last element that ran passed.
  var lastPassed = false
  /// Elements of one id in two suites, or without a name, are different tests: the pass of one says nothing of the other.
  var isSeveralTests = false
  /// The suite of the first element.
  let suite: Int

  init(suite: Int) { self.suite = suite }

  /// A failed attempt and then a pass, in one suite: a test that was run again until it passed.
  var wasRerunUntilPassed: Bool { failures > 0 && lastPassed && !isSeveralTests }

  /// Failures that stand.
  var failed: Int { wasRerunUntilPassed ? 0 : failures }

  /// Failed attempts before a pass.
  var flaky: Int { flakyAttempts + (wasRerunUntilPassed ? failures : 0) }

  mutating func add(_ element: JUnitCaseElement, suite: Int) {
    if suite != self.suite || !element.isNamed { isSeveralTests = true }
    if let seconds = element.seconds, element.outcome != .skipped { times.add(seconds) }
    switch element.outcome {
    case .failed: failures += 1
    case .skipped: skipped += 1
    case .passed:
      flakyAttempts += element.attempts
      if element.seconds == nil { untimedPasses += 1 }
    }
    if element.outcome != .skipped { lastPassed = element.outcome == .passed }
  }
}

/// One `<testcase>` while it is read.
struct JUnitCaseElement: Sendable {
  enum Outcome { case passed, failed, skipped }

  var seconds: Double?
  var isNamed = false
  var hasFailure = false
  var hasError = false
  var hasSkipped = false
  /// The element's own word for a disabled test (googletest's `status="notrun"`), which has no `<skipped>`.
  var isNotRun = false
  /// `flakyFailure`, `flakyError`, `rerunFailure` and `rerunError` elements.
  var attempts = 0

  /// A test that failed is not skipped, whatever else it says.
  var outcome: Outcome {
    if hasFailure || hasError { return .failed }
    return hasSkipped || isNotRun ? .skipped : .passed
  }
}

import PerfDiagnostics
import PerfFormats
import PerfModel

/// Follows the elements of a report and adds them up.
///
/// `<testsuites>` and `<testsuite>` nest to any depth, and a case may stand in either. Properties and captured output are passed
/// over: they may hold secrets, and nothing in them is measured.
struct JUnitReader {
  private(set) var report = JUnitReport()
  /// How many cases are listed one by one.
  private let limit: Int
  private var open: [Kind] = []
  private var suites: [JUnitSuite] = []
  /// Seconds of each suite directly in the root, as far as it says.
  private var topSuites: (count: Int, duration: Double?) = (0, nil)
  private var time = JUnitTime()
  private var element = JUnitCaseElement()
  private var id: [UInt8] = []
  private var scratch: [UInt8] = []

  private enum Kind { case group, suite, testCase, other }

  init(limit: Int) { self.limit = limit }

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostic) {
    switch open.last {
    case nil: try startRoot(element)
    case .testCase: try startInCase(element)
    case .group, .suite, .other: startInSuite(element)
    }
  }

  mutating func end() {
    switch open.popLast() {
    case .testCase: endCase()
    case .group, .suite: endSuite()
    case .other, nil: break
    }
  }

  // MARK: Suites

  private mutating func startRoot(_ element: borrowing XMLElement) throws(Diagnostic) {
    let name = element.name
    guard JUnitImporter.roots.contains(name) else {
      throw Diagnostic(
        .error, .junitStructure, "the root is <\(name)>; a JUnit report begins with <testsuites> or <testsuite>",
        at: element.location, hint: "have the tool write JUnit XML, or leave --input-format away")
    }
    report.duration = openSuite(element, as: name == "testsuite" ? .suite : .group)
  }

  private mutating func startInSuite(_ element: borrowing XMLElement) {
    if element.isNamed("testcase") {
      startCase(element)
    } else if element.isNamed("testsuite") {
      if open.last == .suite { report.nestedSuites += 1 }
      let duration = openSuite(element, as: .suite)
      if element.depth == 2 { topSuites = (topSuites.count + 1, duration) }
    } else if element.isNamed("testsuites") {
      _ = openSuite(element, as: .group)
    } else {
      if open.last == .suite, element.isNamed("error") || element.isNamed("failure") {
        noteSuiteError(element.location)
      }
      open.append(.other)
    }
  }

  /// Returns the suite's own time in seconds.
  private mutating func openSuite(_ element: borrowing XMLElement, as kind: Kind) -> Double? {
    open.append(kind)
    let name = trimmed("name", of: element)
    suites.append(
      JUnitSuite(
        name: name, path: suites.last?.path(to: name) ?? 0, declaredCases: element.value(of: "tests"),
        location: element.location))
    if let start = element.value(of: "timestamp").flatMap(Timestamp.init(rfc3339:)), start.millisecondsSinceEpoch > 0 {
      report.start = min(report.start ?? start, start)
    }
    // Read although nothing is summed: a suite's 2,503.1 tells what a comma means in the cases.
    guard case .seconds(let seconds) = time.read(trimmed("time", of: element)) else { return nil }
    return seconds
  }

  private mutating func noteSuiteError(_ location: SourceLocation) {
    let name = suites.last?.title ?? ""
    report.suiteErrors += 1
    report.findings.note(.suiteError, at: location, name)
    suites[suites.count - 1].errors += 1
    var failure = JUnitCaseElement()
    failure.isNamed = true
    failure.hasError = true
    report.list(failure, id: Array("\(name) (suite)".utf8), suite: suites.last?.path ?? 0, limit: limit)
  }

  private mutating func endSuite() {
    guard let suite = suites.popLast() else { return }
    if let contradiction = suite.contradiction {
      report.findings.note(.contradictoryCount, at: suite.location, contradiction)
    }
    if suites.isEmpty {
      if report.duration == nil, topSuites.count == 1 { report.duration = topSuites.duration }
    } else {
      suites[suites.count - 1].allCases += suite.allCases
    }
  }

  // MARK: Cases

  private mutating func startCase(_ element: borrowing XMLElement) {
    open.append(.testCase)
    self.element = JUnitCaseElement()
    self.element.isNotRun = element.isSet("status", to: "notrun")
    readID(element)
    readTime(element)
  }

  private mutating func startInCase(_ element: borrowing XMLElement) throws(Diagnostic) {
    open.append(.other)
    if element.isNamed("failure") {
      self.element.hasFailure = true
    } else if element.isNamed("error") {
      self.element.hasError = true
    } else if element.isNamed("skipped") {
      self.element.hasSkipped = true
    } else if element.isNamed("flakyFailure") || element.isNamed("flakyError") || element.isNamed("rerunFailure")
      || element.isNamed("rerunError")
    {
      self.element.attempts += 1
    } else if element.isNamed("testcase") || element.isNamed("testsuite") {
      throw Diagnostic(
        .error, .junitStructure,
        "<\(element.name)> stands in a <testcase>, so its result cannot be told from the other's",
        at: element.location, hint: "is a </testcase> missing?")
    }
  }

  private mutating func readID(_ element: borrowing XMLElement) {
    readTrimmed("classname", of: element)
    if scratch.isEmpty || JUnitCaseID.isOfOneRun(scratch) {
      scratch = suites.last?.name ?? []
      if scratch.isEmpty { readTrimmed("file", of: element) }
    }
    swap(&id, &scratch)
    readTrimmed("name", of: element)
    self.element.isNamed = !scratch.isEmpty
    JUnitCaseID.append(name: scratch, to: &id)
  }

  private mutating func readTime(_ element: borrowing XMLElement) {
    readTrimmed("time", of: element)
    let text = { [scratch] in String(decoding: scratch.prefix(40), as: UTF8.self) }
    switch time.read(scratch) {
    case .missing: break
    case .seconds(let seconds): self.element.seconds = seconds
    case .negative: report.findings.note(.negativeTime, at: element.location, text())
    case .ambiguous: report.findings.note(.ambiguousTime, at: element.location, text())
    case .unreadable: report.findings.note(.unreadableTime, at: element.location, text())
    }
  }

  private mutating func endCase() {
    report.add(element)
    report.list(element, id: id, suite: suites.last?.path ?? 0, limit: limit)
    guard !suites.isEmpty else { return }
    suites[suites.count - 1].ownCases += 1
    suites[suites.count - 1].allCases += 1
  }

  // MARK: Attributes

  /// Replaces `scratch` by an attribute without the white space around it.
  private mutating func readTrimmed(_ attribute: StaticString, of element: borrowing XMLElement) {
    scratch.removeAll(keepingCapacity: true)
    element.append(attribute, to: &scratch)
    JUnitText.trim(&scratch, from: 0)
  }

  private mutating func trimmed(_ attribute: StaticString, of element: borrowing XMLElement) -> [UInt8] {
    readTrimmed(attribute, of: element)
    return scratch
  }
}

import PerfAnalysis
import PerfModel

/// The rows of single test cases (JUnit), sorted by what happened to the case.
struct TestCases: Hashable {
  private(set) var newlyFailing: [String] = []
  private(set) var newlySkipped: [String] = []
  private(set) var fixed: [String] = []
  private(set) var slower: [ComparisonRow] = []
  private(set) var faster: [ComparisonRow] = []
  private(set) var unjudged: [ComparisonRow] = []
  private(set) var new: [String] = []
  private(set) var missing: [String] = []
  /// Cases of which nothing above can be said.
  private(set) var unchanged = 0

  var isEmpty: Bool { self == TestCases([]) }

  /// Whether a row belongs to a single case and not to a run of many.
  static func owns(_ row: ComparisonRow) -> Bool {
    let key = row.comparison.key
    return key.labels["case"] != nil
      && [.testFailed, .testSkipped, .testCount, .testDuration].contains(key.metric)
  }

  /// Whether a row is a total over the cases of a report.
  static func isTotal(_ row: ComparisonRow) -> Bool {
    let key = row.comparison.key
    return key.labels["case"] == nil && [.testFailed, .testSkipped, .testCount].contains(key.metric)
  }

  init(_ rows: [ComparisonRow]) {
    var cases: Set<String> = []
    var told: Set<String> = []
    // A case has a row for its outcome and several for its time, and is named once.
    var listed: [WritableKeyPath<TestCases, [String]>: Set<String>] = [:]
    for row in rows {
      let subject = row.subject
      cases.insert(subject)
      guard let place = Self.place(row) else { continue }
      told.insert(subject)
      switch place {
      case .names(let path):
        if listed[path, default: []].insert(subject).inserted { self[keyPath: path].append(subject) }
      case .rows(let path): self[keyPath: path].append(row)
      }
    }
    slower = ComparisonRow.worstFirst(slower)
    faster = ComparisonRow.worstFirst(faster)
    unchanged = cases.count - told.count
  }

  private enum Place {
    case names(WritableKeyPath<TestCases, [String]>)
    case rows(WritableKeyPath<TestCases, [ComparisonRow]>)
  }

  private static func place(_ row: ComparisonRow) -> Place? {
    switch (row.comparison.key.metric, row.kind) {
    case (.testFailed, .worse): .names(\.newlyFailing)
    case (.testFailed, .better): .names(\.fixed)
    case (.testSkipped, .worse): .names(\.newlySkipped)
    case (.testCount, .oneSided): .names(row.comparison.verdict == .new ? \.new : \.missing)
    case (.testDuration, .worse): .rows(\.slower)
    case (.testDuration, .better): .rows(\.faster)
    case (_, .unjudged): .rows(\.unjudged)
    // Only the time of a case that is on both sides may be of one side; the case itself is not.
    default: nil
    }
  }
}

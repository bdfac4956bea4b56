import PerfAnalysis
import PerfModel

/// The rows of single test cases (JUnit), sorted by what happened to the case.
struct TestCases: Hashable {
  private(set) var newlyFailing: [String] = []
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
    return key.labels["case"] != nil && (key.metric == .testFailed || key.metric == .testDuration)
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
    let isFailure = row.comparison.key.metric == .testFailed
    switch row.kind {
    case .worse: return isFailure ? .names(\.newlyFailing) : .rows(\.slower)
    case .better: return isFailure ? .names(\.fixed) : .rows(\.faster)
    case .unjudged: return .rows(\.unjudged)
    case .oneSided: return .names(row.comparison.verdict == .new ? \.new : \.missing)
    case .indistinct: return nil
    }
  }
}

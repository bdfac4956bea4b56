import PerfDiagnostics

/// A `<testsuites>` or `<testsuite>` that is open.
struct JUnitSuite {
  let name: [UInt8]
  /// Tells suites of the same names from the root down from all others. Seeded anew in each process.
  let path: Int
  /// The `tests` attribute as written.
  let declaredCases: String?
  let location: SourceLocation
  /// Cases directly in the suite.
  var ownCases = 0
  /// Cases in the suite and in those in it; of the latter, once they are closed.
  var allCases = 0
  /// Errors of the suite itself.
  var errors = 0

  var title: String { name.isEmpty ? "(unnamed)" : String(decoding: name, as: UTF8.self) }

  /// The path of a suite in this one.
  func path(to child: [UInt8]) -> Int {
    var hasher = Hasher()
    hasher.combine(path)
    hasher.combine(child)
    return hasher.finalize()
  }

  /// What to say of a `tests` attribute that is not the number of cases. Tools mean by it the suite's own or all below it, and
  /// some count a suite's error as a test.
  var contradiction: String? {
    guard let declaredCases, let declared = Int(declaredCases.filter { $0 != " " }),
      ![ownCases, allCases, ownCases + errors].contains(declared)
    else { return nil }
    return "the suite \"\(title)\" says tests=\"\(declared)\" and holds \(allCases)"
  }
}

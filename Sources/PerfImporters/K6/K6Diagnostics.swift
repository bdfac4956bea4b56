import PerfDiagnostics

extension DiagnosticID {
  /// A document of no known k6 dialect.
  static let k6NoSummary = DiagnosticID(rawValue: "k6-no-summary")
  /// A line of a raw output that is no record of k6.
  static let k6BadLine = DiagnosticID(rawValue: "k6-bad-line")
  /// A metric whose numbers are of no known type, left out.
  static let k6UnknownMetric = DiagnosticID(rawValue: "k6-unknown-metric")
  /// Numbers of one metric that cannot all be true.
  static let k6Contradiction = DiagnosticID(rawValue: "k6-contradiction")
  /// Checks of one name that k6 has added up across groups.
  static let k6MergedChecks = DiagnosticID(rawValue: "k6-merged-checks")
}

import PerfDiagnostics

extension DiagnosticID {
  /// A results file without start or duration of its samples.
  static let jtlMissingColumn = DiagnosticID(rawValue: "jtl-missing-column")
  /// A sample without a start or duration that can be used.
  static let jtlBadSample = DiagnosticID(rawValue: "jtl-bad-sample")
  /// Times are written as local dates without a zone.
  static let jtlLocalTime = DiagnosticID(rawValue: "jtl-local-time")
  /// Dates with the day before the month and dates that could be either.
  static let jtlDateOrder = DiagnosticID(rawValue: "jtl-date-order")
  /// Times that are seconds, where JMeter writes milliseconds.
  static let jtlSeconds = DiagnosticID(rawValue: "jtl-seconds")
  /// Only rows of transactions, none of the requests in them.
  static let jtlOnlyTransactions = DiagnosticID(rawValue: "jtl-only-transactions")
}

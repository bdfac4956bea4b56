public import PerfDiagnostics

extension DiagnosticID {
  /// A known line of an ab report holds something else than its number.
  public static let abBadNumber = DiagnosticID(rawValue: "ab-bad-number")
  /// The report is a page written with `-w`.
  public static let abHTML = DiagnosticID(rawValue: "ab-html")
  /// ab started and ended without a report: the server refused the connection, or ab was killed.
  public static let abNoResult = DiagnosticID(rawValue: "ab-no-result")
  /// Requests were counted, but nothing was answered.
  public static let abNoAnswer = DiagnosticID(rawValue: "ab-no-answer")
  /// Nothing in the input is of ab.
  public static let abNoReport = DiagnosticID(rawValue: "ab-no-report")
  /// The report has no percentile table.
  public static let abNoPercentiles = DiagnosticID(rawValue: "ab-no-percentiles")
  /// Requests failed only because their answer had another length than the first one.
  public static let abLengthFailures = DiagnosticID(rawValue: "ab-length-failures")
  /// More failures than requests: ab counts the steps of a request that failed.
  public static let abFailuresExceedRequests = DiagnosticID(rawValue: "ab-failures-exceed-requests")
  /// Transport failures and non-2xx answers are added, though they may be the same requests.
  public static let abFailuresOverlap = DiagnosticID(rawValue: "ab-failures-overlap")
  /// ab itself says that mean and median are too far apart.
  public static let abUnreliable = DiagnosticID(rawValue: "ab-unreliable")
}

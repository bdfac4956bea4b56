import PerfDiagnostics
import PerfModel

/// A load test never gives the same numbers twice: where both sides hold one run, a job has compared a file with its own copy.
enum SameRun {
  /// Names the run, nil where the sides have none in common.
  static func note(_ before: Side, _ after: Side) -> Diagnostic? {
    guard before.measuresRequests else { return nil }
    for run in before.runs where !run.files.isEmpty {
      guard let copy = after.runs.first(where: { !$0.files.isEmpty && $0.series == run.series }) else { continue }
      return Diagnostic(
        .warning, .sameRun, "both sides hold the same numbers: '\(run.label)' before and '\(copy.label)' after",
        hint: "did the second test write its result?")
    }
    return nil
  }
}

extension DiagnosticID {
  /// One run is on both sides.
  static let sameRun = DiagnosticID(rawValue: "same-run")
}

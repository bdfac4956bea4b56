import PerfDiagnostics
import PerfModel
import PerfUnits

/// Which of ab's failures are errors.
///
/// ab's "Failed requests" holds those whose answer had another length than the first one, and does not hold the non-2xx answers.
/// Here an error is what failed in transport (connect, receive, exceptions, writes) or was answered with something else than 2xx.
/// A length alone is none: every page with a date or a token in it has a varying one.
///
/// Nothing is said of a report that was cut off before "Total transferred": the non-2xx answers would have stood there.
extension ABReport {
  func pushFailures(_ run: inout RunBuilder, _ endpoint: String?, _ labels: Labels) {
    guard counts[.received] != nil || counts[.html] != nil,
      let complete = counts[.complete]?.value, let failed = counts[.failed],
      let failedMetric = MetricCatalogue.metric(.requestFailed),
      let ratioMetric = MetricCatalogue.metric(.requestErrorRatio)
    else { return }
    let location = SourceLocation(file: file, line: failed.line)
    let errors: Int
    if isUnanswered {
      run.record(unanswered(complete, at: location))
      errors = complete
    } else {
      errors = countErrors(among: failed.value, &run, endpoint, labels, location)
    }
    run.addCounter(failedMetric, endpoint: endpoint, labels: labels, Double(errors), in: .one, at: location)
    guard errors <= complete else {
      run.record(exceeding(errors, complete, at: location))
      return run.addNoData(ratioMetric, endpoint: endpoint, labels: labels)
    }
    run.addRatio(ratioMetric, endpoint: endpoint, labels: labels, events: errors, of: complete, at: location)
  }

  private func countErrors(
    among failed: Int, _ run: inout RunBuilder, _ endpoint: String?, _ labels: Labels, _ location: SourceLocation
  ) -> Int {
    let byLength = min(failures["Length"] ?? 0, failed)
    if byLength > 0 {
      run.record(lengthFailures(byLength, of: failed, at: location))
      run.addCounter(
        .custom("length_failures", unit: .one, instrument: .counter), endpoint: endpoint, labels: labels,
        Double(byLength), in: .one, at: location)
    }
    let transport = sum(failed - byLength, counts[.writeErrors]?.value, counts[.brokenPipes]?.value)
    let answers = counts[.non2xx]?.value ?? 0
    if transport > 0, answers > 0 { run.record(overlapping(transport, answers, at: location)) }
    return sum(transport, answers)
  }

  /// A sum that stays at the largest number instead of overflowing.
  private func sum(_ first: Int, _ rest: Int?...) -> Int {
    rest.compactMap(\.self).reduce(first) { total, next in
      let (sum, overflows) = total.addingReportingOverflow(next)
      return overflows ? .max : sum
    }
  }

  private func lengthFailures(_ count: Int, of failed: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .warning, .abLengthFailures,
      "\(count) of the \(failed) failed requests differ only in the length of their answer; they are not counted as errors",
      at: location, hint: "record with -l, so that a varying length is no failure")
  }

  private func unanswered(_ complete: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .warning, .abNoAnswer,
      "not one byte came back: all \(complete) requests failed, and their times and rate are left out", at: location,
      hint: "was the server up? ab counts a connection that is closed without an answer as complete")
  }

  private func exceeding(_ errors: Int, _ complete: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .warning, .abFailuresExceedRequests,
      "\(errors) failures of \(complete) requests: ab counts every step that failed, so there is no share of failed requests",
      at: location, hint: "record without -r to see the first error")
  }

  private func overlapping(_ transport: Int, _ answers: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .warning, .abFailuresOverlap,
      "\(transport) failures in transport and \(answers) non-2xx answers are added; ab does not tell whether some are the same",
      at: location)
  }
}

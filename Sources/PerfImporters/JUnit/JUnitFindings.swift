import PerfDiagnostics

extension DiagnosticID {
  static let junitStructure = DiagnosticID(rawValue: "junit-structure")
  static let junitTime = DiagnosticID(rawValue: "junit-time")
  static let junitCount = DiagnosticID(rawValue: "junit-count")
  static let junitSuiteError = DiagnosticID(rawValue: "junit-suite-error")
}

/// What was found wrong while a report was read: of each kind the first, with its place, and how many there are.
struct JUnitFindings {
  enum Kind: Int, CaseIterable {
    case negativeTime, ambiguousTime, unreadableTime, contradictoryCount, suiteError
  }

  private struct Finding {
    let location: SourceLocation
    let text: String
    var count = 1
  }

  private var findings: [Kind: Finding] = [:]

  mutating func note(_ kind: Kind, at location: @autoclosure () -> SourceLocation, _ text: @autoclosure () -> String) {
    guard findings[kind] == nil else {
      findings[kind]?.count += 1
      return
    }
    findings[kind] = Finding(location: location(), text: text())
  }

  /// In a fixed order, each at the place of its first.
  var diagnostics: [Diagnostic] {
    Kind.allCases.compactMap { kind in findings[kind].map { Self.diagnostic(kind, $0) } }
  }

  private static func diagnostic(_ kind: Kind, _ finding: Finding) -> Diagnostic {
    let text = finding.text
    let more = finding.count > 1 ? "; \(finding.count) in all, this is the first" : ""
    func warning(_ id: DiagnosticID, _ message: String, _ hint: String) -> Diagnostic {
      Diagnostic(.warning, id, message + more, at: finding.location, hint: hint)
    }
    return switch kind {
    case .negativeTime:
      warning(
        .junitTime, "time=\"\(text)\" is negative and is left out",
        "the clock was set back during the test, or the tool subtracts wrongly")
    case .ambiguousTime:
      warning(
        .junitTime, "time=\"\(text)\" may be thousands or a decimal comma, and is left out",
        "set the locale of the tool that writes the report to C or en_US")
    case .unreadableTime:
      warning(.junitTime, "time=\"\(text)\" is not a number of seconds and is left out", "expected such as 0.012")
    case .contradictoryCount:
      warning(
        .junitCount, text, "only the cases in the file are counted; a rerun is often written as one more case")
    case .suiteError:
      warning(
        .junitSuiteError, "the suite \"\(text)\" failed outside of its test cases", "it is counted in test.failed")
    }
  }
}

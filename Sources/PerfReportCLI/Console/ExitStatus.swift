import PerfAnalysis
import PerfDiagnostics
import PerfImporters
import PerfModel

/// Every way this program ends (README.md, "Exit status"). The codes from 64 are those of sysexits.h: an operational
/// failure never looks like a verdict.
public enum ExitStatus: Int32, Sendable {
  /// Judged, and good.
  case good = 0
  /// Judged, and bad.
  case bad = 1
  /// Could not judge.
  case unjudged = 2
  /// Wrong usage.
  case usage = 64
  /// An input is malformed or of no known format.
  case malformedInput = 65
  /// An input does not exist or cannot be read.
  case missingInput = 66
  /// An output cannot be created.
  case cannotCreate = 73
  /// Writing an output failed.
  case inputOutput = 74

  /// The status of a finding that ended an import.
  init(_ diagnostic: Diagnostic) {
    switch diagnostic.id {
    case .inputMissing, .inputUnreadable: self = .missingInput
    case .objectiveNotUnderstood: self = .usage
    // Each input is well; together they are not one run.
    case .shardsUnlike, .shardsApart: self = .unjudged
    default: self = .malformedInput
    }
  }
}

extension ExitStatus {
  /// The status of a judgement.
  init(_ judgement: Judgement) {
    switch judgement {
    case .good: self = .good
    case .bad: self = .bad
    case .unjudged: self = .unjudged
    }
  }
}

/// Ends a command with a status after a message.
struct CommandFailure: Error {
  let status: ExitStatus
  let message: String
}

import PerfDiagnostics
import PerfImporters

extension LoadedSide {
  /// How many files a finding names.
  private static let named = 5

  /// What was noticed about the inputs as a set, and the files of folders that nobody could read.
  var findings: [Diagnostic] { diagnostics + skipped }

  private var skipped: [Diagnostic] {
    guard !unrecognised.isEmpty else { return [] }
    let hidden = unrecognised.count - Self.named
    let names = unrecognised.prefix(Self.named).joined(separator: ", ") + (hidden > 0 ? " and \(hidden) more" : "")
    return [
      Diagnostic(
        .note, .inputSkipped, "of no known format, left out: \(names)",
        hint: "'perfreport formats' lists what can be read")
    ]
  }
}

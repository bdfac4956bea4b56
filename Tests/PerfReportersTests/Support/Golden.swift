import Foundation
import TestCorpus
import Testing

/// Compares a text with a file of Goldens, which is named by what it proves.
///
/// `PERFREPORT_RECORD=1` writes the file anew and fails, so that a recording can never pass for a check.
func expectGolden(_ actual: String, _ name: String, location: SourceLocation = #_sourceLocation) {
  let path = TestCorpus.repository + "/Tests/PerfReportersTests/Goldens/" + name
  if ProcessInfo.processInfo.environment["PERFREPORT_RECORD"] == "1" {
    try? Data(actual.utf8).write(to: URL(fileURLWithPath: path))
    Issue.record("recorded \(name); run again without PERFREPORT_RECORD", sourceLocation: location)
    return
  }
  guard let bytes = TestCorpus.bytes(ofPath: path) else {
    Issue.record("no golden \(name)", sourceLocation: location)
    return
  }
  let expected = String(decoding: bytes, as: UTF8.self)
  guard actual != expected else { return }
  let pairs = zip(
    expected.split(separator: "\n", omittingEmptySubsequences: false),
    actual.split(separator: "\n", omittingEmptySubsequences: false))
  let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
  let place =
    first.map { "line \($0.offset + 1):\n  expected \($0.element.0)\n  actual   \($0.element.1)" }
    ?? "the number of lines"
  Issue.record("\(name) differs in \(place)", sourceLocation: location)
}

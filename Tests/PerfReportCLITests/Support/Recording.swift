import Foundation
import Testing

/// Writing expectations anew: `PERFREPORT_RECORD=1 swift test` does it and fails, so that a recording can never pass for a check.
enum Recording {
  static let isOn = ProcessInfo.processInfo.environment["PERFREPORT_RECORD"] == "1"

  static func write(_ text: String, to path: String, _ location: SourceLocation = #_sourceLocation) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
    Issue.record("recorded \(path); read the difference, then test again", sourceLocation: location)
  }
}

import PerfDiagnostics

/// One line that GitHub's runner turns into an annotation: `::error file=slo.md,line=12,title=…::message`.
///
/// Source of the escapes: actions/toolkit, packages/core/src/command.ts. A message may hold anything but a line break and the escape's own
/// sign; a property in addition neither `:` nor `,`.
struct WorkflowCommand {
  let level: Level
  var file: String?
  var line: Int?
  let title: String
  let message: String

  /// How an annotation looks; errors do not fail a step by themselves.
  enum Level: String {
    case notice
    case warning
    case error
  }

  var text: String {
    var properties: [String] = []
    if let file { properties.append("file=" + Self.property(file)) }
    if file != nil, let line { properties.append("line=\(line)") }
    properties.append("title=" + Self.property(title))
    return "::\(level.rawValue) \(properties.joined(separator: ","))::\(Self.data(message))"
  }

  /// Control characters of foreign text are made visible first, so that a log stays a log.
  static func data(_ text: String) -> String {
    PrintableText.escape(text).replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}

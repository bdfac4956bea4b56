/// How bad a finding about an input is.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  case note
  case warning
  case error

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// A place in an input.
public struct SourceLocation: Sendable, Hashable {
  /// The input's name as the user wrote it.
  public let file: String?
  /// Line from 1.
  public let line: Int?
  /// Column from 1, in bytes.
  public let column: Int?

  public init(file: String?, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// One finding about an input: where, how bad, what is wrong, what was expected, and what to do next.
///
/// Thrown, it is fatal for that input; recorded in a run, reading went on. The same value reaches standard error, the run, the
/// report's data-quality section and the JSON.
public struct Diagnostic: Error, Sendable, Hashable {
  public let severity: Severity
  public let id: DiagnosticID
  public let message: String
  public let location: SourceLocation?
  /// The line of the input, or the part of it around the column.
  public let excerpt: Excerpt?
  /// The next step for the reader.
  public let hint: String?

  public init(
    _ severity: Severity, _ id: DiagnosticID, _ message: String, at location: SourceLocation? = nil,
    excerpt: Excerpt? = nil, hint: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.location = location
    self.excerpt = excerpt
    self.hint = hint
  }
}

/// A short piece of the offending line and where the caret stands under it.
public struct Excerpt: Sendable, Hashable {
  public let text: String
  /// Offset of the caret in characters of `text`.
  public let caret: Int

  public init(text: String, caret: Int) {
    self.text = text
    self.caret = caret
  }

  /// At most this many bytes of a line are quoted.
  public static let width = 100

  /// Quotes a line around a byte offset; a long line is cut on both sides, and what cannot be printed is escaped.
  public init(line: some Collection<UInt8>, column: Int) {
    let bytes = Array(line)
    let offset = min(max(0, column - 1), bytes.count)
    let start = bytes.count <= Self.width ? 0 : max(0, min(offset - Self.width / 2, bytes.count - Self.width))
    let end = min(bytes.count, start + Self.width)
    let before = (start > 0 ? "…" : "") + PrintableText.escape(String(decoding: bytes[start..<offset], as: UTF8.self))
    let after = PrintableText.escape(String(decoding: bytes[offset..<max(offset, end)], as: UTF8.self))
    self.init(text: before + after + (end < bytes.count ? "…" : ""), caret: before.count)
  }
}

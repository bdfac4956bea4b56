public import PerfDiagnostics

/// A parsed JSON document: its tree, and for each node the place in the input.
///
/// Strict RFC 8259; a byte order mark before it is accepted. A tree keeps byte offsets only, and lines and columns are worked
/// out when a finding needs them.
public struct JSONDocument: Sendable {
  /// The document's value.
  public let root: JSONNode
  /// The input's name as the user wrote it.
  public let name: String
  private let bytes: [UInt8]
  private let lines: LineIndex
  private let firstLine: Int
  private let concealment: JSONConcealment

  /// - Parameters:
  ///   - bytes: one JSON value; a line of a larger input may be one.
  ///   - name: the input's name as the user wrote it.
  ///   - firstLine: the number of the line at which `bytes` begins.
  ///   - concealing: keys, at any depth, whose values are never quoted in a finding, because they may hold secrets.
  /// - Throws: `json-syntax`, `json-duplicate-key`, `non-finite-value` for a number beyond `Double`, `nesting-too-deep` or
  ///   `input-empty`, with line and column.
  public init(
    _ bytes: ArraySlice<UInt8>, name: String, limits: InputLimits = InputLimits(), firstLine: Int = 1,
    concealing keys: [String] = []
  ) throws(Diagnostic) {
    self.name = name
    self.firstLine = firstLine
    self.bytes = Array(bytes)
    lines = LineIndex(self.bytes)
    var parser = JSONParser(self.bytes, maximumDepth: limits.maximumDepth, concealing: keys)
    let (root, concealment) = parser.parse()
    self.concealment = concealment
    guard let root, parser.failure == nil else {
      self.root = JSONNode(value: .null, offset: 0)
      throw diagnostic(of: parser.failure)
    }
    self.root = root
  }

  /// Where a node begins.
  public func location(of node: JSONNode) -> SourceLocation { location(offset: node.offset) }

  /// The line of a node, or the part around it; nil where it might show a concealed value.
  public func excerpt(of node: JSONNode) -> Excerpt? { excerpt(offset: node.offset) }

  /// A finding about a node, with its place and excerpt.
  public func finding(
    _ severity: Severity, _ id: DiagnosticID, _ message: String, at node: JSONNode, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(severity, id, message, at: location(of: node), excerpt: excerpt(of: node), hint: hint)
  }

  /// An error about a node, with its place and excerpt.
  public func error(at node: JSONNode, id: DiagnosticID, message: String, hint: String? = nil) -> Diagnostic {
    finding(.error, id, message, at: node, hint: hint)
  }

  private func location(offset: Int) -> SourceLocation {
    let line = lines.line(of: offset, in: bytes)
    return SourceLocation(file: name, line: firstLine + line.number, column: offset - line.start + 1)
  }

  /// Only a window of the line is copied, since a whole document may be one line.
  private func excerpt(offset: Int) -> Excerpt? {
    let start = max(lines.line(of: offset, in: bytes).start, offset - 2 * Excerpt.width)
    let end = bytes[offset...].prefix(2 * Excerpt.width).firstIndex(of: UInt8(ascii: "\n"))
    let window = start..<(end ?? min(bytes.count, offset + 2 * Excerpt.width))
    guard concealment.allows(window, of: bytes) else { return nil }
    return Excerpt(line: bytes[window], column: offset - start + 1)
  }

  private func diagnostic(of failure: JSONFailure?) -> Diagnostic {
    guard let failure else {
      return Diagnostic(.error, .jsonSyntax, "the document holds no value", at: location(offset: 0))
    }
    var hint = failure.hint ?? "is this the file as the tool wrote it?"
    if let opening = failure.opening {
      let begin = location(offset: opening)
      hint = "it begins at line \(begin.line ?? 1), column \(begin.column ?? 1): was the file cut off?"
    }
    return Diagnostic(
      .error, failure.id, failure.message, at: location(offset: failure.offset),
      excerpt: excerpt(offset: failure.offset), hint: hint)
  }
}

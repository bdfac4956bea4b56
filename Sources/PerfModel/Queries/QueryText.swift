/// The text of a statement, and what of it is the same whatever the literals, the layout and the comments are.
public struct QueryText: Sendable, Hashable {
  /// As the source has it.
  public let written: String
  /// Lower-case words and `?` for every constant, parameter and list of them: equal for statements that differ in nothing else.
  public let key: String
  /// The route that a comment before or behind the statement names: `/* route='GET /api/dashboard' */`.
  public let route: String?
  public let purpose: Purpose

  /// Whose statement it is, as far as its text tells.
  public enum Purpose: String, Sendable, Hashable, CaseIterable {
    case application
    /// `BEGIN`, `COMMIT` and the like.
    case transaction
    /// `SET`, `SHOW` and the like, which drivers send by themselves.
    case session
    /// What looks at the server itself, above all the capture's own statements.
    case monitoring
  }

  public init(_ written: String) {
    self.written = written
    var scanner = StatementScanner(written)
    let tokens = StatementTokens(scanner.tokens())
    key = tokens.key
    purpose = tokens.purpose
    route = scanner.comments.lazy.compactMap(StatementComment.route).first
  }

  /// The statement in one line without the comment that names its route.
  public var line: String {
    let text = written.utf8.starts(with: "/*".utf8) && route != nil ? StatementComment.dropped(from: written) : written
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

public import PerfDiagnostics
import Yams

/// A YAML document as a tree whose nodes know their line and column. Parsing is Yams' work; limits and errors are ours.
public struct YAMLDocument: Sendable {
  /// The document's name for diagnostics.
  public let name: String
  /// Nil for an empty document.
  public let root: YAMLNode?

  /// Nodes after aliases are followed: what a bomb of aliases would blow up.
  private static let nodeLimit = 100_000

  /// - Throws: `yaml-syntax` with line and column.
  public init(_ text: String, name: String) throws(Diagnostic) {
    self.name = name
    do {
      guard let node = try Yams.compose(yaml: text) else {
        root = nil
        return
      }
      var remaining = Self.nodeLimit
      root = try Self.convert(node, depth: 0, remaining: &remaining)
    } catch let error as YamlError {
      throw Self.diagnostic(error, name)
    } catch {
      throw Diagnostic(.error, .yamlSyntax, "\(error)", at: SourceLocation(file: name))
    }
  }

  /// A located error about a node.
  public func error(at node: YAMLNode, _ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(
      .error, .yamlValue, message, at: SourceLocation(file: name, line: node.line, column: node.column), hint: hint)
  }

  private struct TooLarge: Error, CustomStringConvertible {
    let description = "the document is too large or too deeply nested"
  }

  private static func convert(_ node: Node, depth: Int, remaining: inout Int) throws -> YAMLNode {
    remaining -= 1
    guard remaining > 0, depth < 64 else { throw TooLarge() }
    let value: YAMLNode.Value
    switch node {
    case .scalar(let scalar): value = .scalar(scalar.string)
    case .sequence(let sequence):
      value = .sequence(try sequence.map { try convert($0, depth: depth + 1, remaining: &remaining) })
    case .mapping(let mapping):
      value = .mapping(
        try mapping.map { key, value in
          YAMLNode.Member(
            key: try convert(key, depth: depth + 1, remaining: &remaining),
            value: try convert(value, depth: depth + 1, remaining: &remaining))
        })
    case .alias: throw TooLarge()
    }
    return YAMLNode(value: value, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  private static func diagnostic(_ error: YamlError, _ name: String) -> Diagnostic {
    let hint = "check the indentation and the quotes around this place"
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Diagnostic(
        .error, .yamlSyntax, problem, at: SourceLocation(file: name, line: mark.line, column: mark.column), hint: hint)
    case .reader(let problem, let offset, _, let text):
      // A sign that YAML does not allow; the parser counts bytes.
      let line = 1 + text.utf8.prefix(max(0, offset ?? 0)).count { $0 == UInt8(ascii: "\n") }
      return Diagnostic(.error, .yamlSyntax, problem, at: SourceLocation(file: name, line: line), hint: hint)
    default:
      return Diagnostic(
        .error, .yamlSyntax, "not readable as YAML", at: SourceLocation(file: name, line: 1), hint: hint)
    }
  }
}

/// One node of a YAML document. Scalars stay text: what a number or a percentage means is the reader's business.
public struct YAMLNode: Sendable {
  /// The node's content.
  public let value: Value
  /// From 1.
  public let line: Int
  /// From 1.
  public let column: Int

  /// The three kinds of node.
  public enum Value: Sendable {
    case scalar(String)
    case sequence([YAMLNode])
    case mapping([Member])
  }

  /// One entry of a mapping.
  public struct Member: Sendable {
    public let key: YAMLNode
    public let value: YAMLNode
  }

  /// The text of a scalar, nil otherwise.
  public var scalar: String? {
    if case .scalar(let text) = value { text } else { nil }
  }
}

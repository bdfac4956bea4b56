/// A Markdown document as a small tree whose parts know their place in the original bytes. Parsing is cmark-gfm's work; the
/// places of table cells, which it does not always tell, and the limits are ours.
public struct MarkdownDocument: Sendable {
  /// The document's name for diagnostics.
  public let name: String
  /// Exactly as read: every range of the tree is one of these bytes.
  public let bytes: [UInt8]
  public let blocks: [MarkdownBlock]
  /// What was left out because reading it would take memory or time without bound; in the order of lines.
  public let omissions: [MarkdownOmission]
  private let lines: MarkdownLineTable

  /// Any bytes are a Markdown document; what is not UTF-8 becomes U+FFFD.
  public init(_ bytes: [UInt8], name: String) {
    let lines = MarkdownLineTable(bytes)
    var masked = bytes
    MarkdownFrontMatter.mask(&masked, lines)
    var omissions = MarkdownTableGuard.mask(&masked, lines)
    var builder = MarkdownTreeBuilder(bytes: bytes, lines: lines)
    masked += MarkdownFootnotes.references(in: masked)
    blocks = MarkdownParsing.withTree(of: masked) { builder.blocks(below: $0, depth: 0) }
    omissions += builder.omissions
    self.omissions = omissions.sorted { $0.line < $1.line }
    self.lines = lines
    self.name = name
    self.bytes = bytes
  }

  /// The bytes of a line, from 1, without its end; empty outside of the document.
  public func lineRange(_ line: Int) -> Range<Int> { lines.range(line) }
}

/// A part of a document that was not read.
public struct MarkdownOmission: Sendable, Hashable {
  /// From 1.
  public let line: Int
  public let reason: String
}

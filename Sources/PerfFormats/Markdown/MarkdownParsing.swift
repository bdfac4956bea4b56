import CCmarkGFM
import Synchronization

/// cmark-gfm with the extensions that objectives are written in.
enum MarkdownParsing {
  /// One parse at a time: the extensions' registry is global, and so is the table of characters that are more than text, to which a
  /// parse adds `~` at its begin and from which it takes it at its end (`cmark_manage_extensions_special_characters`).
  private static let turn = Mutex(())

  /// Lends the tree of a document to `body`, after which it is freed.
  static func withTree<Result>(of bytes: [UInt8], _ body: (MarkdownNode) -> Result) -> Result {
    let root = turn.withLock { _ in parse(bytes) }
    defer { cmark_node_free(root) }
    return body(MarkdownNode(pointer: root))
  }

  private static func parse(_ bytes: [UInt8]) -> OpaquePointer {
    cmark_gfm_core_extensions_ensure_registered()
    let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES)
    defer { cmark_parser_free(parser) }
    for name in ["table", "tasklist", "strikethrough"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    bytes.withUnsafeBytes { buffer in
      cmark_parser_feed(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    return cmark_parser_finish(parser)
  }
}

/// One node of cmark's tree; valid while `withTree` lends it.
struct MarkdownNode {
  let pointer: OpaquePointer

  enum Kind {
    case heading, paragraph, list, item, task, table, tableHeader, tableRow, tableCell, code, html, quote, footnote
    case text, inlineCode, softBreak, lineBreak, strong, struckOut, inlineHTML, footnoteMark
    case other
  }

  var kind: Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_CODE_BLOCK: .code
    case CMARK_NODE_HTML_BLOCK: .html
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_FOOTNOTE_DEFINITION: .footnote
    case CMARK_NODE_CODE: .inlineCode
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_HTML_INLINE: .inlineHTML
    case CMARK_NODE_FOOTNOTE_REFERENCE: .footnoteMark
    default: extensionKind
    }
  }

  /// The extensions number their types at run time; only the names are stable.
  private var extensionKind: Kind {
    switch String(cString: cmark_node_get_type_string(pointer)) {
    case "table": .table
    case "table_header": .tableHeader
    case "table_row": .tableRow
    case "table_cell": .tableCell
    case "tasklist": .task
    case "item": .item
    case "strikethrough": .struckOut
    default: .other
    }
  }

  var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
  var fenceInfo: String { cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? "" }
  var isFenced: Bool {
    var (length, offset, character): (Int32, Int32, CChar) = (0, 0, 0)
    return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
  }
  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isChecked: Bool { cmark_gfm_extensions_get_tasklist_item_checked(pointer) }
  var line: Int { Int(cmark_node_get_start_line(pointer)) }
  var column: Int { Int(cmark_node_get_start_column(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
  var firstChild: MarkdownNode? { cmark_node_first_child(pointer).map(MarkdownNode.init) }
  var next: MarkdownNode? { cmark_node_next(pointer).map(MarkdownNode.init) }

  var children: Children { Children(following: firstChild) }

  /// A node's children in order.
  struct Children: Sequence, IteratorProtocol {
    private var following: MarkdownNode?

    fileprivate init(following: MarkdownNode?) { self.following = following }

    mutating func next() -> MarkdownNode? {
      defer { following = following?.next }
      return following
    }
  }
}

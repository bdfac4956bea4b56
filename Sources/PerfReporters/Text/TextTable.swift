import PerfDiagnostics

/// Fits tables of one shape into a width: all of them share their columns, so that the eye can run down the page.
///
/// Where room is short, in this order: columns that may be dropped go, then asides become short, then names are shortened or stand on lines
/// of their own, then the columns that go last; what is wider still is cut at the edge.
struct TextTableLayout {
  /// Indices of the columns that stay in the line, with their widths.
  private let columns: [(index: Int, width: Int)]
  /// The column whose texts have lines of their own.
  private let stacked: Int?
  private let hasWholeAsides: Bool
  private let definition: [Table.Column]
  private let limit: Int?

  static let gap = 2
  static let narrowest = 8
  /// A name of which less than this is left says less than a line of its own costs.
  static let narrowestStacked = 20
  /// What lines are moved to the right below names on lines of their own.
  static let indent = 2

  /// - Parameters:
  ///   - tables: tables of the same columns.
  ///   - limit: cells of a line, nil for no limit.
  init(_ tables: [Table], limit: Int?) {
    var draft = TextTableDraft(tables)
    if let limit { draft.fit(limit) }
    columns = draft.kept.map { ($0, draft.widths[$0]) }
    stacked = draft.stacked
    hasWholeAsides = draft.hasWholeAsides
    definition = draft.definition
    self.limit = limit
  }

  /// The titles, then one line for each row and for each name that has one of its own; none is ever wrapped.
  func lines(_ table: Table, withTitles: Bool) -> [[TextSpan]] {
    var lines = withTitles ? [line(definition.map { [TextSpan(text: $0.title, look: .init())] })] : []
    var name: [Inline]?
    for row in table.rows {
      if let stacked, name != row[stacked] {
        name = row[stacked]
        let spans = TextTableDraft.spans(row[stacked])
        lines.append(limit.map { spans.shortened(to: $0) } ?? spans)
      }
      lines.append(line(row.map { TextTableDraft.spans(hasWholeAsides ? $0 : $0.withShortAsides) }))
    }
    return lines
  }

  private func line(_ cells: [[TextSpan]]) -> [TextSpan] {
    var line = stacked == nil ? [] : [Self.spaces(Self.indent)]
    for (position, column) in columns.enumerated() {
      let cell = cells[column.index].shortened(to: column.width)
      let padding = Self.spaces(column.width - cell.width)
      if position > 0 { line.append(Self.spaces(Self.gap)) }
      if definition[column.index].alignment == .right {
        line += [padding] + cell
      } else {
        // Nothing follows the last column, so it needs no padding that could be cut off with a `…`.
        line += position + 1 < columns.count ? cell + [padding] : cell
      }
    }
    return limit.map(line.cut(to:)) ?? line
  }

  private static func spaces(_ count: Int) -> TextSpan {
    TextSpan(text: String(repeating: " ", count: count), look: .init())
  }
}

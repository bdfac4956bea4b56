import PerfDiagnostics

/// Fits tables of one shape into a width: all of them share their columns, so that the eye can run down the page.
struct TextTableLayout {
  /// Indices of the columns that stay, with their widths.
  private let columns: [(index: Int, width: Int)]
  private let definition: [Table.Column]
  private let limit: Int?

  static let gap = 2
  static let narrowest = 8

  /// - Parameters:
  ///   - tables: tables of the same columns.
  ///   - limit: cells of a line, nil for no limit.
  init(_ tables: [Table], limit: Int?) {
    let definition = tables.first?.columns ?? []
    var widths = definition.map { DisplayWidth.of($0.title) }
    for row in tables.flatMap(\.rows) {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], Self.spans(cell).width) }
    }
    var kept = definition.indices.filter { index in
      tables.contains { $0.rows.contains { !$0[index].isEmpty } }
    }
    func total() -> Int { kept.reduce(0) { $0 + widths[$1] } + Self.gap * max(0, kept.count - 1) }
    if let limit {
      while total() > limit, let victim = Self.firstToDrop(kept, definition) { kept.removeAll { $0 == victim } }
      for index in kept where definition[index].room == .shortened {
        widths[index] = max(min(widths[index], Self.narrowest), widths[index] - max(0, total() - limit))
      }
    }
    columns = kept.map { ($0, widths[$0]) }
    self.definition = definition
    self.limit = limit
  }

  /// The titles, then one line for each row; no row is ever wrapped.
  func lines(_ table: Table, withTitles: Bool) -> [[TextSpan]] {
    let titles = withTitles ? [line(definition.map { [TextSpan(text: $0.title, look: .init())] })] : []
    return titles + table.rows.map { line($0.map(Self.spans)) }
  }

  private func line(_ cells: [[TextSpan]]) -> [TextSpan] {
    var line: [TextSpan] = []
    for (position, column) in columns.enumerated() {
      let cell = cells[column.index].shortened(to: column.width)
      let padding = TextSpan(text: String(repeating: " ", count: column.width - cell.width), look: .init())
      if position > 0 { line.append(TextSpan(text: String(repeating: " ", count: Self.gap), look: .init())) }
      if definition[column.index].alignment == .right {
        line += [padding] + cell
      } else {
        // Nothing follows the last column, so it needs no padding that could be cut off with a `…`.
        line += position + 1 < columns.count ? cell + [padding] : cell
      }
    }
    return limit.map(line.cut(to:)) ?? line
  }

  private static func firstToDrop(_ kept: [Int], _ definition: [Table.Column]) -> Int? {
    kept.compactMap { index -> (order: Int, index: Int)? in
      guard case .dropped(let order) = definition[index].room else { return nil }
      return (order, index)
    }.max { $0.order < $1.order }?.index
  }

  /// A cell has one line.
  private static func spans(_ cell: [Inline]) -> [TextSpan] {
    Array(TextSpan.lines(cell).joined(separator: [TextSpan(text: " ", look: .init())]))
  }
}

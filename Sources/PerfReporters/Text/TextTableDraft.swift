import PerfDiagnostics

/// The columns of tables of one shape while they give up one thing after another to fit into a line.
struct TextTableDraft {
  let definition: [Table.Column]
  /// Indices of the columns in the line.
  private(set) var kept: [Int]
  private(set) var widths: [Int]
  private(set) var stacked: Int?
  private(set) var hasWholeAsides = true

  private let shortWidths: [Int]

  init(_ tables: [Table]) {
    let definition = tables.first?.columns ?? []
    let titles = definition.map { DisplayWidth.of($0.title) }
    var (widths, short) = (titles, titles)
    for row in tables.flatMap(\.rows) {
      for (index, cell) in row.enumerated() {
        let width = Self.spans(cell).width
        widths[index] = max(widths[index], width)
        short[index] = max(
          short[index], cell.contains(where: \.hasAside) ? Self.spans(cell.withShortAsides).width : width)
      }
    }
    self.definition = definition
    self.widths = widths
    shortWidths = short
    kept = definition.indices.filter { index in tables.contains { $0.rows.contains { !$0[index].isEmpty } } }
  }

  mutating func fit(_ limit: Int) {
    while total > limit, let victim = firstToDrop { kept.removeAll { $0 == victim } }
    if total > limit { (hasWholeAsides, widths) = (false, shortWidths) }
    if total - spare > limit, let name = kept.first(where: { definition[$0].room == .stacked }) {
      stacked = name
      kept.removeAll { $0 == name }
    }
    while total - spare > limit, let victim = kept.last(where: { definition[$0].room == .droppedLast }) {
      kept.removeAll { $0 == victim }
    }
    for index in kept {
      let least = least(index)
      widths[index] = max(min(widths[index], least), widths[index] - max(0, total - limit))
    }
  }

  private var total: Int {
    kept.reduce(stacked == nil ? 0 : TextTableLayout.indent) { $0 + widths[$1] }
      + TextTableLayout.gap * max(0, kept.count - 1)
  }

  /// The cells that shortening texts can gain.
  private var spare: Int { kept.reduce(0) { $0 + max(0, widths[$1] - least($1)) } }

  /// How narrow a column may become.
  private func least(_ index: Int) -> Int {
    switch definition[index].room {
    case .shortened: TextTableLayout.narrowest
    case .stacked: TextTableLayout.narrowestStacked
    case .kept, .dropped, .droppedLast: widths[index]
    }
  }

  private var firstToDrop: Int? {
    kept.compactMap { index -> (order: Int, index: Int)? in
      guard case .dropped(let order) = definition[index].room else { return nil }
      return (order, index)
    }.max { $0.order < $1.order }?.index
  }

  /// A cell has one line.
  static func spans(_ cell: [Inline]) -> [TextSpan] {
    Array(TextSpan.lines(cell).joined(separator: [TextSpan(text: " ", look: .init())]))
  }
}

extension [Inline] {
  /// With the short form of each aside.
  var withShortAsides: [Inline] {
    flatMap { inline -> [Inline] in
      switch inline {
      case .aside(_, let short): short
      case .strong(let inner): [.strong(inner.withShortAsides)]
      case .toned(let tone, let inner): [.toned(tone, inner.withShortAsides)]
      case .text, .code, .note, .lineBreak: [inline]
      }
    }
  }
}

extension Inline {
  fileprivate var hasAside: Bool {
    switch self {
    case .aside: true
    case .strong(let inner), .toned(_, let inner): inner.contains(where: \.hasAside)
    case .text, .code, .note, .lineBreak: false
    }
  }
}

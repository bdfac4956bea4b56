/// Rows of cells under titled columns; every row has as many cells as there are columns.
public struct Table: Sendable, Hashable {
  public let columns: [Column]
  public private(set) var rows: [[[Inline]]]

  /// A column and what may happen to it where room is short.
  public struct Column: Sendable, Hashable {
    public let title: String
    public let alignment: Alignment
    public let room: Room

    public init(_ title: String, _ alignment: Alignment = .left, room: Room = .kept) {
      self.title = title
      self.alignment = alignment
      self.room = room
    }
  }

  public enum Alignment: Sendable, Hashable {
    case left
    case right
  }

  /// What a column gives up on a narrow screen.
  public enum Room: Sendable, Hashable {
    /// Nothing.
    case kept
    /// The middle of its texts.
    case shortened
    /// Its place in the line, as soon as little of its texts would be left there: they stand whole on lines of their own, each once
    /// above the rows that share it. At most one column of a table does this.
    case stacked
    /// Itself, before any text is shortened; of several columns the one with the greatest order goes first.
    case dropped(order: Int)
    /// Itself, when everything else has not made room enough.
    case droppedLast
  }

  public init(_ columns: [Column], rows: [[[Inline]]] = []) {
    self.columns = columns
    self.rows = []
    for row in rows { append(row) }
  }

  /// Adds a row; missing cells are empty, surplus ones are left out.
  public mutating func append(_ cells: [[Inline]]) {
    let missing = max(0, columns.count - cells.count)
    rows.append(Array(cells.prefix(columns.count)) + Array(repeating: [], count: missing))
  }
}

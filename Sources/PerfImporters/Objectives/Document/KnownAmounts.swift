/// The amounts of a table's columns that have been read: the rows of a large table repeat a few of them again and again.
struct KnownAmounts {
  private var readings: [Cell: PhraseReading] = [:]

  /// Enough for every table that repeats itself, and no burden where one does not.
  private static let most = 1_000

  private struct Cell: Hashable {
    let column: Int
    let text: String
  }

  /// What a cell says, whichever row it stands in.
  mutating func reading(_ text: String, in column: Int, _ read: () -> PhraseReading) -> PhraseReading {
    let cell = Cell(column: column, text: text)
    if let known = readings[cell] { return known }
    let reading = read()
    if readings.count < Self.most { readings[cell] = reading }
    return reading
  }
}

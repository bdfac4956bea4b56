import PerfDiagnostics

/// What stands in each cell of a terminal, of a line that is not ASCII alone.
enum PSQLCells {
  /// One in each cell: Latin, and the signs that tables are drawn with.
  case scalars([Unicode.Scalar])
  /// Nil for the second half of a wide character.
  case characters([Character?])

  init(_ bytes: ArraySlice<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    // Characters take ten times as long to tell apart, and a line may be as long as the file.
    if text.unicodeScalars.allSatisfy(DisplayWidth.isOneCell) {
      self = .scalars(Array(text.unicodeScalars))
      return
    }
    var cells: [Character?] = []
    for character in text {
      cells.append(character)
      for _ in 1..<max(1, DisplayWidth.of(character)) { cells.append(nil) }
    }
    self = .characters(cells)
  }

  var count: Int {
    switch self {
    case .scalars(let scalars): scalars.count
    case .characters(let characters): characters.count
    }
  }

  /// A space in the second half of a wide character.
  func character(at cell: Int) -> Character {
    switch self {
    case .scalars(let scalars): Character(scalars[cell])
    case .characters(let characters): characters[cell] ?? " "
    }
  }

  func text(of range: Range<Int>) -> String {
    switch self {
    case .scalars(let scalars):
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[range])
      return String(text)
    case .characters(let characters): return String(characters[range].compactMap(\.self))
    }
  }
}

/// Works them out once for all copies of a line.
final class LazyCells {
  private let bytes: ArraySlice<UInt8>
  private(set) lazy var cells = PSQLCells(bytes)

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }
}

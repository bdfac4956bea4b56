/// How many cells of a terminal a text takes.
///
/// Wide are the characters of East Asian width W and F (Unicode Standard Annex #11) and emoji; marks that sit on another character take
/// nothing. Control and invisible format characters are expected to be escaped before (`PrintableText`).
package enum DisplayWidth {
  package static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    // The signs of our own tables need no table of Unicode: a fifth of the time of a long report.
    if text.unicodeScalars.allSatisfy(isOneCell) { return text.unicodeScalars.count }
    return text.reduce(0) { $0 + of($1) }
  }

  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    if isEmoji(scalars) { return 2 }
    return scalars.reduce(0) { $0 + of($1) }
  }

  /// Whether a scalar is surely one cell that no neighbour of the same kind changes: Latin, dashes, dots, mathematical signs, the frames
  /// of tables, check marks.
  package static func isOneCell(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x21B5, 0x2200...0x22FF,
      0x2500...0x257F, 0x2713, 0x2717:
      true
    default: false
    }
  }

  /// A cluster that terminals draw as one picture: an emoji, a flag, a sign with the emoji variation selector.
  private static func isEmoji(_ scalars: Character.UnicodeScalarView) -> Bool {
    guard let first = scalars.first else { return false }
    // A lone regional indicator is a letter in a box, two are a flag; both are two cells wide.
    return first.properties.isEmojiPresentation || scalars.contains("\u{FE0F}")
      || (0x1F1E6...0x1F1FF).contains(first.value)
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // Vowels and finals of decomposed Hangul join the initial before them.
    if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return 0 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// Blocks of width W or F, ascending; emoji are found by their property and not listed again.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE1F, 0xFE30...0xFE6F, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
  ]
}

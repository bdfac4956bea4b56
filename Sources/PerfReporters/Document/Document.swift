/// What a report says, in order, without saying how it looks: the meeting point of all reports and all renderers.
///
/// A report is laid out into this tree once; a renderer turns the tree into bytes and escapes every text for its own language.
/// Both sets of cases are closed on purpose: a new case is a question to every renderer.
public struct Document: Sendable, Hashable {
  public var blocks: [Block]

  public init(_ blocks: [Block] = []) { self.blocks = blocks }
}

/// A part of a document that stands on lines of its own.
public indirect enum Block: Sendable, Hashable {
  /// A machine-readable line by which a program finds its own comment again; invisible to people.
  case marker(Marker)
  /// The one sentence that has to be read, and the last thing to be left out.
  case headline(Tone, [Inline])
  /// Level from 1.
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  case list([[Inline]])
  case table(Table)
  /// What is of use to few readers: folded away where the medium can fold.
  case details(summary: [Inline], [Block])
  /// Text that keeps its own lines.
  case code(String)
  /// The notes that `Inline.note` points to.
  case notes([Note])
}

/// A part of a line.
public indirect enum Inline: Sendable, Hashable {
  case text(String)
  /// A name, a path, a command: whatever must reach the reader letter by letter.
  case code(String)
  case strong([Inline])
  case toned(Tone, [Inline])
  /// What a cell of a table says in fewer words, or in none, on a narrow screen: ` (would see ±12 %)`.
  case aside([Inline], short: [Inline] = [])
  /// A reference to the note of this number.
  case note(Int)
  case lineBreak
}

/// What a colour would say; a renderer without colours leaves it out, so no tone may be the only bearer of a message.
public enum Tone: Sendable, Hashable {
  case good
  case warning
  case bad
  case neutral
}

/// A numbered remark at the end of a report.
public struct Note: Sendable, Hashable {
  public let number: Int
  public let text: [Inline]

  public init(number: Int, text: [Inline]) {
    self.number = number
    self.text = text
  }
}

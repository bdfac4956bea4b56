import PerfDiagnostics

/// Why a record is left out.
struct RecordFlaw: Error {
  let id: DiagnosticID
  let message: String
  /// Where in the block the caret stands.
  let offset: Int
  let hint: String

  init(_ id: DiagnosticID, _ message: String, at offset: Int, hint: String) {
    self.id = id
    self.message = message
    self.offset = offset
    self.hint = hint
  }
}

/// A flaw and where it is, as the worker knows that has met it.
struct PlacedFlaw: Sendable, Comparable {
  let id: DiagnosticID
  let message: String
  let hint: String
  let block: Int
  /// In the block, from 0.
  let line: Int
  /// From 1.
  let column: Int
  let excerpt: Excerpt

  /// Finds line and column in the block.
  init(_ flaw: RecordFlaw, in bytes: RawSpan, block: Int, length: Int) {
    id = flaw.id
    message = flaw.message
    hint = flaw.hint
    self.block = block
    let offset = min(max(0, flaw.offset), length)
    var line = 0
    var start = 0
    for place in 0..<offset where bytes.byte(at: place) == UInt8(ascii: "\n") {
      line += 1
      start = place + 1
    }
    self.line = line
    column = offset - start + 1
    // Only a window of the line is copied, since a record may be megabytes long.
    let from = max(start, offset - 2 * Excerpt.width)
    let to = bytes.firstOffset(of: UInt8(ascii: "\n"), from: offset, to: min(length, offset + 2 * Excerpt.width))
    let window = bytes.extracting(from..<(to ?? min(length, offset + 2 * Excerpt.width)))
    excerpt = Excerpt(line: window.withUnsafeBytes { Array($0) }, column: offset - from + 1)
  }

  static func < (a: PlacedFlaw, b: PlacedFlaw) -> Bool {
    (a.block, a.line, a.column) < (b.block, b.line, b.column)
  }

  static func == (a: PlacedFlaw, b: PlacedFlaw) -> Bool {
    (a.block, a.line, a.column) == (b.block, b.line, b.column)
  }
}

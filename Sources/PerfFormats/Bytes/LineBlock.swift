public import PerfDiagnostics

/// A piece of an input that holds whole lines, of which only the input's last may lack its end.
public struct LineBlock: Sendable, Hashable {
  /// From 0, in the order of the input; each block has its own.
  public let ordinal: Int
  /// Where the block begins in the decompressed input.
  public let offset: Int
  /// How many bytes the lines have, with their ends. The span that comes with the block is longer by `padding` zeros, so that wide
  /// loads near the end stay inside its bounds.
  public let count: Int

  /// Zeros behind a block.
  public static let padding = 64
}

/// Reads blocks of lines. Each worker has one of its own, and none sees all blocks: what it keeps must merge to the same result
/// however the blocks were dealt out.
public protocol LineBlockScanner: Sendable {
  /// Reads one block and returns how many lines it has.
  ///
  /// Called once for each block, never for each line: the call crosses a module, the loop inside does not.
  mutating func scan(_ bytes: RawSpan, _ block: LineBlock) throws(Diagnostic) -> Int
}

/// How many lines each block has, so that a line known by its block and its number in the block gets its number in the input.
public struct LineNumbers: Sendable {
  /// The number, less one, of the first line of each block.
  private let first: [Int]
  /// The lines of the whole input.
  public let total: Int

  init(counts: [Int]) {
    var sum = 0
    first = counts.map { count in
      defer { sum += count }
      return sum
    }
    total = sum
  }

  /// The number, from 1, of a line of a block; `line` is 0 for the block's first.
  public func number(ofLine line: Int, inBlock ordinal: Int) -> Int {
    (first.indices.contains(ordinal) ? first[ordinal] : total) + line + 1
  }
}

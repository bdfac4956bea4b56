import PerfDiagnostics
import Synchronization

/// Deals out the blocks of a source to workers, each into the worker's own buffer.
protocol BlockDealer: AnyObject, Sendable {
  var ledger: BlockLedger { get }

  /// The next block, in `buffer`; nil at the end, and once any worker has failed.
  func deal(into buffer: inout BlockBuffer) -> LineBlock?
}

/// What is known of the blocks that have been dealt out: how many lines each has, and the first that could not be read.
final class BlockLedger: Sendable {
  private struct State {
    /// The lines of each block, 0 until it is finished.
    var counts: [Int] = []
    var failure: (ordinal: Int, diagnostic: Diagnostic)?
  }

  private let state = Mutex(State())

  /// The number of the next block; nil once any worker has failed.
  func next() -> Int? {
    state.withLock { state in
      guard state.failure == nil else { return nil }
      state.counts.append(0)
      return state.counts.count - 1
    }
  }

  /// Notes how many lines a block had.
  func finish(_ block: LineBlock, lines: Int) { state.withLock { $0.counts[block.ordinal] = lines } }

  /// Notes that a block could not be read. The first in the order of the input counts, so that the finding does not depend on the workers'
  /// pace: it was dealt before any that failed later.
  func fail(_ ordinal: Int, _ diagnostic: Diagnostic) {
    state.withLock { state in
      if let failure = state.failure, failure.ordinal <= ordinal { return }
      state.failure = (ordinal, diagnostic)
    }
  }

  /// The lines of each block, once all workers have ended.
  /// - Throws: the first failure, its line counted from the start of the input.
  func result() throws(Diagnostic) -> LineNumbers {
    let (counts, failure) = state.withLock { ($0.counts, $0.failure) }
    if let failure { throw failure.diagnostic.after(lines: counts.prefix(failure.ordinal).reduce(0, +)) }
    return LineNumbers(counts: counts)
  }
}

extension Diagnostic {
  /// The line of an input is longer than any may be; its line is counted from the start of the block.
  static func lineTooLong(_ limits: InputLimits, line: Int, of file: String, _ end: BlockEnd) -> Diagnostic {
    Diagnostic(
      .error, .lineTooLong, "the line is longer than \(limits.maximumLineBytes >> 20) MiB",
      at: SourceLocation(file: file, line: line, column: 1),
      hint: end == .line ? "is this a text file?" : "is a quotation mark never closed?")
  }

  /// The same finding with its line counted from the start of the input instead of the start of a block.
  fileprivate func after(lines: Int) -> Diagnostic {
    guard let location, let line = location.line else { return self }
    return Diagnostic(
      severity, id, message, at: SourceLocation(file: location.file, line: line + lines, column: location.column),
      excerpt: excerpt, hint: hint)
  }
}

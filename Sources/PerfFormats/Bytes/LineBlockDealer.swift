import PerfDiagnostics
import Synchronization

/// Deals out the blocks of a source to workers, each into the worker's own buffer, one at a time under a lock.
///
/// Reading inside the lock costs little: a plain read or ISA-L gives 8 GB/s and more, a scanner takes half as much. What one design
/// serves in turn is a file, a pipe, and anything that is decompressed.
final class LineBlockDealer: @unchecked Sendable {
  // Unchecked because the producer and the state below are touched under the lock only, which the compiler cannot see.
  private let lock = Mutex<Void>(())
  private let producer: any ByteProducer
  private let name: String
  private let maximumLineBytes: Int
  private let blockBytes: Int
  private let end: BlockEnd
  /// What the last block's buffer held behind its last line end; at first, what has been taken from the producer already.
  private var rest: [UInt8]
  private var isAtEnd = false
  private var nextOffset: Int
  /// The lines of each block, 0 until it is finished.
  private var counts: [Int] = []
  private var failure: (ordinal: Int, diagnostic: Diagnostic)?

  /// - Parameters:
  ///   - rest: bytes that were taken from the producer before.
  ///   - offset: where they are in the input.
  init(
    _ producer: any ByteProducer, rest: [UInt8], offset: Int, name: String, limits: InputLimits, blockBytes: Int,
    end: BlockEnd
  ) {
    self.producer = producer
    self.rest = rest
    nextOffset = offset
    self.name = name
    self.blockBytes = max(1, blockBytes)
    self.end = end
    maximumLineBytes = limits.maximumLineBytes
  }

  /// The next block, in `buffer`; nil at the end, and once any worker has failed.
  func deal(into buffer: inout BlockBuffer) -> LineBlock? {
    lock.withLock { _ in
      guard failure == nil, !isAtEnd || !rest.isEmpty else { return nil }
      do throws(Diagnostic) {
        let count = try fill(&buffer)
        guard count > 0 else { return nil }
        let block = LineBlock(ordinal: counts.count, offset: nextOffset, count: count)
        nextOffset += count
        counts.append(0)
        return block
      } catch {
        failure = (counts.count, error)
        return nil
      }
    }
  }

  /// Notes how many lines a block had.
  func finish(_ block: LineBlock, lines: Int) {
    lock.withLock { _ in counts[block.ordinal] = lines }
  }

  /// Notes that a block could not be read. The first in the order of the input counts: it was dealt before any that failed later,
  /// so that the finding does not depend on the workers' pace.
  func fail(_ block: LineBlock, _ diagnostic: Diagnostic) {
    lock.withLock { _ in
      if let failure, failure.ordinal <= block.ordinal { return }
      failure = (block.ordinal, diagnostic)
    }
  }

  /// The lines of each block, once all workers have ended.
  /// - Throws: the first failure, its line counted from the start of the input.
  func result() throws(Diagnostic) -> LineNumbers {
    if let failure { throw failure.diagnostic.after(lines: counts.prefix(failure.ordinal).reduce(0, +)) }
    return LineNumbers(counts: counts)
  }

  /// Fills the buffer with whole lines and keeps what follows the last of them for the next block; returns their bytes.
  private func fill(_ buffer: inout BlockBuffer) throws(Diagnostic) -> Int {
    buffer.reserve(max(blockBytes, rest.count + 1))
    buffer.replace(with: rest)
    rest.removeAll(keepingCapacity: true)
    var searched = 0
    while true {
      isAtEnd = try !buffer.fill(from: producer)
      if let end = buffer.last(end, searched: searched) {
        rest.append(contentsOf: buffer.cut(at: end))
        return end
      }
      guard buffer.count <= maximumLineBytes else {
        throw Diagnostic(
          .error, .lineTooLong, "the line is longer than \(maximumLineBytes >> 20) MiB",
          at: SourceLocation(file: name, line: 1, column: 1),
          hint: end == .line ? "is this a text file?" : "is a quotation mark never closed?")
      }
      if isAtEnd { return buffer.count }
      searched = buffer.count
      buffer.reserve(2 * buffer.count)
    }
  }
}

extension Diagnostic {
  /// The same finding with its line counted from the start of the input instead of the start of a block.
  fileprivate func after(lines: Int) -> Diagnostic {
    guard let location, let line = location.line else { return self }
    return Diagnostic(
      severity, id, message, at: SourceLocation(file: location.file, line: line + lines, column: location.column),
      excerpt: excerpt, hint: hint)
  }
}

import PerfDiagnostics
import Synchronization

/// Deals out what a producer gives, one block at a time under a lock: a pipe, what is decompressed, and delimited text, of which only the
/// bytes before a line end tell whether it is one. Plain lines of a file are dealt out by `FileBlockDealer`.
final class LineBlockDealer: BlockDealer, @unchecked Sendable {
  // Unchecked because the producer and the state below are touched under the lock only, which the compiler cannot see.
  private let lock = Mutex<Void>(())
  let ledger = BlockLedger()
  private let producer: any ByteProducer
  private let name: String
  private let limits: InputLimits
  private let blockBytes: Int
  private let end: BlockEnd
  /// What the last block's buffer held behind its last line end; at first, what has been taken from the producer already.
  private var rest: [UInt8]
  private var isAtEnd = false
  private var nextOffset: Int

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
    self.limits = limits
  }

  func deal(into buffer: inout BlockBuffer) -> LineBlock? {
    lock.withLock { _ in
      guard !isAtEnd || !rest.isEmpty, let ordinal = ledger.next() else { return nil }
      do throws(Diagnostic) {
        let count = try fill(&buffer)
        guard count > 0 else { return nil }
        defer { nextOffset += count }
        return LineBlock(ordinal: ordinal, offset: nextOffset, count: count)
      } catch {
        ledger.fail(ordinal, error)
        return nil
      }
    }
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
      guard buffer.count <= limits.maximumLineBytes else { throw .lineTooLong(limits, line: 1, of: name, end) }
      if isAtEnd { return buffer.count }
      searched = buffer.count
      buffer.reserve(2 * buffer.count)
    }
  }
}

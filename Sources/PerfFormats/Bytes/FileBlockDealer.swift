import PerfDiagnostics
import Synchronization

/// Deals out the lines of a plain file by place: a block holds the lines that begin in its part of the file, so that each worker reads its
/// own without waiting for another. What lies across the end of a part is read twice, a line for each block.
final class FileBlockDealer: BlockDealer, @unchecked Sendable {
  // Unchecked because what counts the bytes is touched under the lock only, which the compiler cannot see.
  private let lock = Mutex<Void>(())
  let ledger = BlockLedger()
  private let file: DescriptorProducer
  private let size: Int
  /// Bytes before the first line.
  private let skipped: Int
  private let name: String
  private let limits: InputLimits
  private let blockBytes: Int
  /// Hears how many bytes have been read, and holds them to the limits.
  private let counter: LimitedProducer
  private var bytes: Int

  /// How far behind a part its last line is looked for at first.
  private static let overhang = 4096

  /// - Parameters:
  ///   - size: of the file.
  ///   - counter: what the file's first bytes were taken from.
  ///   - skipped: bytes before the first line.
  init(
    _ file: DescriptorProducer, size: Int, counter: LimitedProducer, skipped: Int, name: String,
    limits: InputLimits, blockBytes: Int
  ) {
    self.file = file
    self.size = size
    self.skipped = skipped
    self.name = name
    self.limits = limits
    self.blockBytes = max(1, blockBytes)
    self.counter = counter
    bytes = skipped
  }

  func deal(into buffer: inout BlockBuffer) -> LineBlock? {
    while let ordinal = ledger.next() {
      let start = skipped + ordinal * blockBytes
      guard start < size else { return nil }
      do throws(Diagnostic) {
        guard let block = try fill(&buffer, ordinal, from: start) else { continue }
        try lock.withLock { (_) throws(Diagnostic) in
          bytes += block.count
          try counter.advance(to: bytes, isLast: bytes >= size)
        }
        return block
      } catch {
        ledger.fail(ordinal, error)
      }
    }
    return nil
  }

  /// Fills the buffer with the lines that begin in a part of the file; nil where none does.
  private func fill(_ buffer: inout BlockBuffer, _ ordinal: Int, from start: Int) throws(Diagnostic) -> LineBlock? {
    // A line begins behind the end of another: with the byte before the part the first one shows too.
    let before = ordinal == 0 ? 0 : 1
    let last = before + min(blockBytes, size - start) - 1
    buffer.clear()
    var isAtEnd = try !buffer.fill(from: file, at: start - before, upTo: last + 1 + Self.overhang)
    guard let first = ordinal == 0 ? 0 : buffer.lineEnd(from: 0).map({ $0 + 1 }), first <= last, first < buffer.count
    else { return nil }
    var searched = last
    while true {
      if let end = buffer.lineEnd(from: searched) {
        buffer.keep(first..<end + 1)
        break
      }
      if isAtEnd {
        buffer.keep(first..<buffer.count)
        break
      }
      searched = max(searched, buffer.count)
      guard searched - last <= limits.maximumLineBytes else {
        throw .lineTooLong(limits, line: 1 + buffer.lineEnds(in: first..<last), of: name, .line)
      }
      isAtEnd = try !buffer.fill(from: file, at: start - before, upTo: 2 * buffer.count)
    }
    return LineBlock(ordinal: ordinal, offset: start - before + first, count: buffer.count)
  }
}

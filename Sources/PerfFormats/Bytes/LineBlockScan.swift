import Dispatch
import Glibc
public import PerfDiagnostics
import Synchronization

extension ByteSource {
  /// How large a block is where nothing else is asked for: two of them fit in the second cache of a processor.
  public static let blockBytes = 512 << 10

  /// Reads the rest of the source in blocks of whole lines, on several threads. A UTF-8 byte order mark at the start is skipped.
  ///
  /// - Parameters:
  ///   - workers: how many threads, nil for one for each processor and at most four.
  ///   - end: where a block may end.
  ///   - blockBytes: how large a block is at least, where the source is not shorter and no line longer.
  ///   - makeScanner: makes a worker's scanner.
  /// - Returns: the scanners, in no meaningful order, and the numbers of their lines.
  /// - Throws: the first failure of the source or a scanner in the order of the input. The line of a diagnostic that a scanner throws is
  ///   counted from the start of its block, from 1, and becomes the input's.
  public mutating func scanBlocks<Scanner: LineBlockScanner>(
    workers: Int? = nil, blockBytes: Int = ByteSource.blockBytes, endingAt end: BlockEnd = .line,
    makeScanner: @Sendable () -> Scanner
  ) throws(Diagnostic) -> (scanners: [Scanner], lines: LineNumbers) {
    let dealer = try dealer(blockBytes: blockBytes, end: end)
    let scanners = Mutex<[Scanner]>([])
    DispatchQueue.concurrentPerform(iterations: workers ?? Self.defaultWorkers) { _ in
      var buffer = BlockBuffer()
      guard var block = dealer.deal(into: &buffer) else { return }
      var scanner = makeScanner()
      while true {
        do throws(Diagnostic) {
          let lines = try buffer.withPaddedBytes { (bytes) throws(Diagnostic) in try scanner.scan(bytes, block) }
          dealer.ledger.finish(block, lines: lines)
        } catch {
          dealer.ledger.fail(block.ordinal, error)
        }
        guard let next = dealer.deal(into: &buffer) else { break }
        block = next
      }
      scanners.withLock { $0.append(scanner) }
    }
    return (scanners.withLock { $0 }, try dealer.ledger.result())
  }

  /// One for each processor, at most four: where reading is one at a time, more would wait for it.
  private static var defaultWorkers: Int { min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), 4) }
}

import Glibc
import PerfDiagnostics

/// Hears how many bytes of the input itself, before decompression, have been taken so far; called at most ten times a second and at the
/// end, from whichever thread reads.
public typealias ProgressSink = @Sendable (_ consumedRawBytes: Int) -> Void

/// The last producer before the reader: it holds what comes out to the limits, and reports progress.
final class LimitedProducer: ByteProducer {
  private let source: any ByteProducer
  private let raw: CountingProducer
  private let name: String
  private let limits: InputLimits
  private var produced = 0
  private var nextReport = 0
  var progress: ProgressSink?

  private static let reportInterval = 100_000_000

  /// - Parameter raw: counts what `source` takes.
  init(_ source: any ByteProducer, raw: CountingProducer, name: String, limits: InputLimits) {
    self.source = source
    self.raw = raw
    self.name = name
    self.limits = limits
  }

  var truncation: Diagnostic? { source.truncation }

  /// How many bytes of the input itself have been taken.
  var consumedRawBytes: Int { raw.count }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    let count = try source.read(into: buffer)
    produced += count
    try checkLimits()
    if let progress { report(to: progress, isLast: count == 0) }
    return count
  }

  /// Notes that a file has been read by place as far as if so many of its bytes had been taken here.
  /// - Parameter isLast: whether that is all of it.
  func advance(to count: Int, isLast: Bool) throws(Diagnostic) {
    guard count > produced || isLast else { return }
    produced = count
    raw.advance(to: count)
    try checkLimits()
    if let progress { report(to: progress, isLast: isLast) }
  }

  private func checkLimits() throws(Diagnostic) {
    if produced > limits.maximumBytes {
      throw Diagnostic(
        .error, .inputTooLarge, "the input is larger than \(limits.maximumBytes) bytes", at: SourceLocation(file: name))
    }
    if produced > limits.ratioGrace, produced / max(1, raw.count) > limits.maximumRatio {
      throw Diagnostic(
        .error, .compressionBomb, "more than \(limits.maximumRatio) bytes come out of each compressed one",
        at: SourceLocation(file: name), hint: "decompress it yourself if it is meant to be so")
    }
  }

  private func report(to progress: ProgressSink, isLast: Bool) {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = time.tv_sec * 1_000_000_000 + time.tv_nsec
    guard isLast || now >= nextReport else { return }
    nextReport = now + Self.reportInterval
    progress(raw.count)
  }
}

import Glibc
import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfUnits
import Synchronization

/// One line on a terminal that says how far the reading of a file has come, and is gone when it is done.
final class ProgressLine: Sendable {
  private let stream: Stream
  private let state = Mutex(State())

  private struct State {
    var name = ""
    var total: Int?
    var began = 0.0
    var isDrawn = false
  }

  /// A file that is read sooner needs no line.
  private static let patience = 0.4

  init(_ stream: Stream) { self.stream = stream }

  var observer: LoadingObserver {
    LoadingObserver(
      begin: { name, bytes in
        self.state.withLock { $0 = State(name: name, total: bytes, began: Self.now) }
        return { self.draw($0) }
      },
      end: { self.erase() })
  }

  private func draw(_ bytes: Int) {
    state.withLock { state in
      let seconds = Self.now - state.began
      guard seconds >= Self.patience else { return }
      state.isDrawn = true
      let line = Self.text(state.name, bytes: bytes, of: state.total, seconds: seconds)
      Interruption.hasDrawnLine = true
      try? stream.write(Self.eraseLine + line)
    }
  }

  private func erase() {
    state.withLock { state in
      guard state.isDrawn else { return }
      state.isDrawn = false
      Interruption.hasDrawnLine = false
      try? stream.write(Self.eraseLine)
    }
  }

  /// `reading run.ndjson.gz  412 MB of 1.20 GB  350 MB/s  2 s left`
  static func text(_ name: String, bytes: Int, of total: Int?, seconds: Double) -> String {
    let rate = Double(bytes) / max(seconds, 1e-3)
    func size(_ bytes: Double) -> String { DisplayScale(for: [bytes], dimension: .data).text(bytes) }
    var parts = ["reading \(PrintableText.escape(name))", size(Double(bytes))]
    if let total { parts[1] += " of " + size(Double(total)) }
    parts.append(size(rate) + "/s")
    if let total, rate > 0 {
      let left = Double(max(0, total - bytes)) / rate
      parts.append(left < 90 ? "\(Int(left.rounded(.up))) s left" : "\(Int(min(left / 60, 1e6).rounded(.up))) min left")
    }
    return parts.joined(separator: "  ")
  }

  static let eraseLine = "\r\u{1B}[K"

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

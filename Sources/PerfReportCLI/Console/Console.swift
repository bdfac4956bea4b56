import Glibc

/// The two streams of a process and what is known of the terminal behind them.
public struct Console: Sendable {
  let output: Stream
  let errors: Stream
  /// Columns of the terminal that standard output is, nil in a pipe.
  let width: Int?
  /// Whether standard output takes colours: a terminal that is not dumb, and no `NO_COLOR`.
  let hasColor: Bool
  /// Whether standard error is a terminal on which a line can be drawn again and again.
  var hasProgress: Bool

  /// The process's own streams.
  public static var standard: Console {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    return Console(
      output: Stream(descriptor: STDOUT_FILENO), errors: Stream(descriptor: STDERR_FILENO),
      width: isTerminal ? terminalWidth : nil,
      hasColor: isTerminal && environment("NO_COLOR").isEmpty && environment("TERM") != "dumb",
      hasProgress: isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb")
  }

  /// The same streams without progress, for commands that are told to be quiet.
  func quiet(_ isQuiet: Bool) -> Console {
    var console = self
    if isQuiet { console.hasProgress = false }
    return console
  }

  /// Prints findings to standard error, each on its own lines.
  func report(_ text: String) {
    // A closed standard error leaves nobody to tell.
    try? errors.write(text + "\n")
  }

  private static var terminalWidth: Int {
    if let columns = Int(environment("COLUMNS")), columns > 0 { return columns }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private static func environment(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
}

/// A file descriptor that text is written to as a whole.
struct Stream: Sendable {
  let descriptor: Int32

  /// Writes all of the text.
  /// - Throws: `WriteFailure` with the system's reason.
  func write(_ text: String) throws(WriteFailure) { try write(text.utf8.span.bytes) }

  /// Writes all of the bytes, be they UTF-8 or not.
  func write(_ bytes: [UInt8]) throws(WriteFailure) { try write(bytes.span.bytes) }

  private func write(_ bytes: RawSpan) throws(WriteFailure) {
    try bytes.withUnsafeBytes { (bytes) throws(WriteFailure) in
      var rest = bytes
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 {
          let code = errno
          if code == EINTR { continue }
          throw WriteFailure(reason: String(cString: strerror(code)))
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}

/// Writing failed.
struct WriteFailure: Error {
  let reason: String
}

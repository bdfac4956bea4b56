import Glibc

/// Leaves nothing behind when a signal ends the program: no half-written file, no progress line.
///
/// Only what a signal handler may do is done here: the path lies ready in memory that nobody moves.
enum Interruption {
  nonisolated(unsafe) private static var temporaryPath: UnsafeMutablePointer<CChar>?
  nonisolated(unsafe) static var hasDrawnLine = false

  /// From now on the signals by which people and schedulers end programs clean up first, then end it as they always do, so that
  /// the caller sees the status of the signal.
  static func prepare() {
    // The first look at a static may have to make it, which a handler must not.
    _ = (temporaryPath, hasDrawnLine)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var current = sigaction()
      // Whoever started the program with a signal ignored (nohup) means it.
      guard sigaction(number, nil, &current) == 0, current.__sigaction_handler.sa_handler == nil else { continue }
      signal(number) { number in
        Interruption.cleanUp()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Names the file that an interruption has to remove.
  static func guardFile(_ path: String) {
    unguardFile()
    temporaryPath = strdup(path)
  }

  /// The file is in its place, or gone.
  static func unguardFile() {
    let path = temporaryPath
    temporaryPath = nil
    free(path)
  }

  private static func cleanUp() {
    if let temporaryPath { unlink(temporaryPath) }
    if hasDrawnLine { write(STDERR_FILENO, "\r\u{1B}[K", 4) }
  }
}

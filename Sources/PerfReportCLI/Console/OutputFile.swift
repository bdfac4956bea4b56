import Glibc

/// A file written whole or not at all: a temporary file beside it, flushed to disk, then renamed over it.
struct OutputFile {
  let path: String

  /// - Throws: `CommandFailure` with status 73 when it cannot be created and 74 when writing fails; what stood there before stays.
  func write(_ text: String) throws(CommandFailure) { try write(Array(text.utf8)) }

  /// The same with bytes, be they UTF-8 or not.
  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    // mkstemp makes files private; a report has the permissions that any new file would have.
    let mask = umask(0)
    umask(mask)
    try write(bytes, mode: 0o666 & ~mask)
  }

  /// Puts an edited version in the place of a file, which keeps its permissions.
  /// - Throws: as `write`.
  func replace(with bytes: [UInt8]) throws(CommandFailure) {
    var status = stat()
    guard stat(path, &status) == 0 else { return try write(bytes) }
    try write(bytes, mode: status.st_mode & 0o777)
  }

  private func write(_ bytes: [UInt8], mode: mode_t) throws(CommandFailure) {
    if isSpecial { return try writeThrough(bytes) }
    if isFolder { throw failure(.cannotCreate, "cannot create", EISDIR) }
    var template = Array("\(path).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failure(.cannotCreate, "cannot create", errno) }
    let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    Interruption.guardFile(temporary)
    defer { Interruption.unguardFile() }
    do throws(WriteFailure) {
      try Stream(descriptor: descriptor).write(bytes)
    } catch {
      close(descriptor)
      unlink(temporary)
      throw CommandFailure(status: .inputOutput, message: "\(path): cannot write: \(error.reason)")
    }
    fchmod(descriptor, mode)
    let isFlushed = fsync(descriptor) == 0
    guard close(descriptor) == 0, isFlushed, rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw failure(.inputOutput, "cannot write", code)
    }
  }

  /// A device or a pipe is written to, not replaced.
  private var isSpecial: Bool { ![nil, S_IFREG, S_IFDIR].contains(kind) }

  private var isFolder: Bool { kind == S_IFDIR }

  /// What stands at the path, nil for nothing.
  private var kind: mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private func writeThrough(_ bytes: [UInt8]) throws(CommandFailure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(.cannotCreate, "cannot open", errno) }
    defer { close(descriptor) }
    do throws(WriteFailure) {
      try Stream(descriptor: descriptor).write(bytes)
    } catch {
      throw CommandFailure(status: .inputOutput, message: "\(path): cannot write: \(error.reason)")
    }
  }

  private func failure(_ status: ExitStatus, _ what: String, _ code: Int32) -> CommandFailure {
    CommandFailure(status: status, message: "\(path): \(what): \(String(cString: strerror(code)))")
  }
}

import Glibc
import PerfDiagnostics

/// Something that bytes come out of, in order, until there are no more.
protocol ByteProducer: AnyObject {
  /// Fills the front of the buffer; 0 is the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int

  /// Set when the bytes ended before the stream that holds them did; what was read until then is good.
  var truncation: Diagnostic? { get }
}

/// Reads a file descriptor with plain reads: a mapped file that shrinks meanwhile would be a crash.
final class DescriptorProducer: ByteProducer, Sendable {
  private let descriptor: Int32
  private let name: String
  /// How large a regular file is; nil of anything else, which cannot be read by place.
  let fileSize: Int?
  let truncation: Diagnostic? = nil

  init(path: String, name: String) throws(Diagnostic) {
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw Self.failure(errno, opening: name) }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(opened)
      throw Self.failure(EISDIR, opening: name)
    }
    descriptor = opened
    self.name = name
    fileSize = status.st_mode & S_IFMT == S_IFREG && status.st_size > 0 ? Int(status.st_size) : nil
  }

  /// Standard input.
  init(standardInputAs name: String) {
    descriptor = dup(STDIN_FILENO)
    self.name = name
    fileSize = nil
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    try counted { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
  }

  /// Fills the front of the buffer from a place of the file, which any thread may do; 0 is the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Diagnostic) -> Int {
    try counted { pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
  }

  private func counted(_ read: () -> Int) throws(Diagnostic) -> Int {
    while true {
      let count = read()
      if count >= 0 { return count }
      let code = errno
      guard code == EINTR else {
        throw Diagnostic(
          .error, .inputUnreadable, "cannot read: \(Self.reason(code))", at: SourceLocation(file: name))
      }
    }
  }

  private static func failure(_ code: Int32, opening name: String) -> Diagnostic {
    Diagnostic(
      .error, code == ENOENT ? .inputMissing : .inputUnreadable, "cannot open: \(reason(code))",
      at: SourceLocation(file: name),
      hint: code == ENOENT ? "check the path; nothing is fetched or searched for" : nil)
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// Bytes that are in memory already.
final class MemoryProducer: ByteProducer {
  private let bytes: [UInt8]
  private let step: Int
  private var position = 0
  let truncation: Diagnostic? = nil

  /// - Parameter step: how many bytes one read gives at most, at least 1.
  init(_ bytes: [UInt8], step: Int) {
    self.bytes = bytes
    self.step = max(1, step)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position, step)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes { source in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
    }
    position += count
    return count
  }
}

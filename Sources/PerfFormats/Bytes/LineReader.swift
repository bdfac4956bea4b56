public import PerfDiagnostics

/// Reads a source line by line: `\n`, `\r\n` and a missing last line end are alike, a UTF-8 byte order mark is skipped.
public struct LineReader {
  private var bytes: [UInt8] = []
  private var position = 0
  private var number = 0
  private var isAtEnd = false

  /// One line without its end.
  public struct Line: Sendable {
    /// From 1.
    public let number: Int
    public let bytes: ArraySlice<UInt8>
    /// Whether a line end followed; a last line without one may have been cut off in the middle.
    public let isTerminated: Bool
    /// The text; what is not UTF-8 becomes U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  public init() {}

  /// The next line, nil at the end.
  /// - Throws: `line-too-long` above `limits.maximumLineBytes`.
  public mutating func next(of source: inout ByteSource) throws(Diagnostic) -> Line? {
    var searched = position
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) { return take(upTo: end, skipping: 1) }
      searched = bytes.count
      guard !isAtEnd else { return position < bytes.count ? take(upTo: bytes.count, skipping: 0) : nil }
      searched -= try refill(&source)
    }
  }

  private mutating func take(upTo end: Int, skipping: Int) -> Line {
    var line = bytes[position..<end]
    position = end + skipping
    number += 1
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    return Line(number: number, bytes: line, isTerminated: skipping > 0)
  }

  /// Appends a chunk after dropping what has been read; returns how many bytes were dropped.
  private mutating func refill(_ source: inout ByteSource) throws(Diagnostic) -> Int {
    guard bytes.count - position <= source.limits.maximumLineBytes else {
      throw Diagnostic(
        .error, .lineTooLong, "the line is longer than \(source.limits.maximumLineBytes >> 20) MiB",
        at: SourceLocation(file: source.name, line: number + 1, column: 1), hint: "is this a text file?")
    }
    let dropped = position
    var rest = Array(bytes[position...])
    position = 0
    isAtEnd = try !source.nextChunk { (chunk) throws(Diagnostic) in
      chunk.withUnsafeBytes { rest.append(contentsOf: $0) }
    }
    bytes = rest
    return dropped
  }
}

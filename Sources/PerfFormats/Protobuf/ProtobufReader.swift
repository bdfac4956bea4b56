package import PerfDiagnostics

/// Reads the fields of a message that is a whole input, one by one, so that the input need not fit into memory.
package struct ProtobufReader {
  /// What has been taken of the source and not yet read.
  private var pending: [UInt8] = []
  /// Where `pending` begins in the input.
  private var offset = 0
  private let id: DiagnosticID

  /// - Parameter id: of the findings about bytes that are no message.
  package init(id: DiagnosticID) { self.id = id }

  /// Gives each field of the source to `body`, with the bytes that its ranges point into.
  /// - Throws: a diagnostic with the byte where the input stops being a message, `input-truncated` where it ends within a field,
  ///   `input-too-large` for a field above `limits.maximumDocumentBytes`, and what `body` throws.
  package mutating func eachField(
    of source: inout ByteSource, _ body: (ProtobufField, RawSpan) throws(ProtobufFlaw) -> Void
  ) throws(Diagnostic) {
    let name = source.name
    let limit = source.limits.maximumDocumentBytes
    var isAtEnd = false
    while !isAtEnd {
      isAtEnd = try !source.nextChunk { (chunk) throws(Diagnostic) in
        chunk.withUnsafeBytes { pending.append(contentsOf: $0) }
      }
      let read = try readPending(isAtEnd, name, body)
      pending.removeFirst(read)
      offset += read
      guard pending.count <= limit else {
        throw Diagnostic(
          .error, .inputTooLarge, "a field is larger than \(limit >> 20) MiB",
          at: SourceLocation(file: name, line: 1), hint: "is the file whole?")
      }
    }
  }

  /// How many bytes of `pending` were read as whole fields.
  private func readPending(
    _ isAtEnd: Bool, _ name: String, _ body: (ProtobufField, RawSpan) throws(ProtobufFlaw) -> Void
  ) throws(Diagnostic) -> Int {
    let bytes = pending.span.bytes
    var cursor = ProtobufCursor(0..<pending.count)
    while true {
      let start = cursor.position
      do throws(ProtobufFlaw) {
        guard let field = try cursor.next(in: bytes) else { return start }
        do throws(ProtobufFlaw) {
          try body(field, bytes)
        } catch {
          // Within a field that is there whole, nothing more will come.
          throw ProtobufFlaw(error.reason == .truncated ? .unexpectedType : error.reason, at: error.offset)
        }
      } catch {
        guard error.reason == .truncated else { throw broken(error, name) }
        guard isAtEnd else { return start }
        throw Diagnostic(
          .error, .inputTruncated, "the file ends within a field that begins at byte \(offset + start)",
          at: SourceLocation(file: name, line: 1), hint: "was it cut off? record it again")
      }
    }
  }

  private func broken(_ flaw: ProtobufFlaw, _ name: String) -> Diagnostic {
    let reason =
      switch flaw.reason {
      case .truncated, .unexpectedType: "a field there holds something else than it should"
      case .varint: "a number there has more than ten bytes"
      case .wireType: "there is no such type of a field"
      case .fieldNumber: "there is no field of that number"
      }
    return Diagnostic(
      .error, id, "the file stops being a message at byte \(offset + flaw.offset): \(reason)",
      at: SourceLocation(file: name, line: 1), hint: "was it cut off or damaged? record it again")
  }
}

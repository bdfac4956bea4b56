package import PerfDiagnostics

/// Reads an XML document of any size in the memory of one chunk, event by event.
///
/// Refused, each with its place: what is not well-formed, a document type declaration (`xml-doctype`: entity bombs and external
/// entities begin with one, and no report needs it), nesting beyond `InputLimits.maximumDepth`, and a single tag, comment or
/// attribute above 10 MB. Nothing is ever fetched.
package enum XMLReader {
  /// Hands the events of the whole source to the handler.
  /// - Throws: `input-empty`, `xml-syntax`, `xml-doctype`, `nesting-too-deep`, what the source throws, what the handler throws.
  package static func read(_ source: inout ByteSource, into handler: any XMLHandler) throws(Diagnostic) {
    let parser = try XMLPushParser(handler, file: source.name, maximumDepth: source.limits.maximumDepth)
    var isEmpty = true
    while try source.nextChunk({ (chunk) throws(Diagnostic) in
      isEmpty = false
      try parser.parse(chunk)
    }) {}
    guard !isEmpty else {
      throw Diagnostic(
        .error, .inputEmpty, "the file is empty; XML was expected",
        at: SourceLocation(file: source.name, line: 1, column: 1),
        hint: "did the tool write its report elsewhere, or end before it did?")
    }
    try parser.finish()
  }
}

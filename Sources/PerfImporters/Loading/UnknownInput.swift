import PerfDiagnostics
import PerfFormats

/// The errors for inputs that no importer takes, or more than one.
struct UnknownInput {
  let importers: [any Importer.Type]

  /// An id that no importer has.
  func format(id: String) -> Diagnostic {
    let guess = Spelling.nearest(to: id, among: ids).map { "did you mean \($0)? " } ?? ""
    return Diagnostic(.error, .formatUnknown, "there is no format '\(id)'", hint: guess + readable)
  }

  /// A format that is known and cannot be read; nil for all others. Never quoted: a recording of a JVM holds the environment of its
  /// process.
  func unreadable(_ name: String, _ prefix: ArraySlice<UInt8>) -> Diagnostic? {
    UnreadableFormat.all.first { $0.recognises(prefix) }.map { known in
      Diagnostic(
        .error, .formatUnreadable, "this is \(known.title), \(known.reason)",
        at: SourceLocation(file: name, line: 1), hint: known.hint)
    }
  }

  func file(_ name: String, _ prefix: ArraySlice<UInt8>) -> Diagnostic {
    if let unreadable = unreadable(name, prefix) { return unreadable }
    let line = prefix.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return Diagnostic(
      .error, .formatUnknown, "no importer knows this file; it looks like \(Self.look(prefix))",
      at: SourceLocation(file: name, line: 1, column: 1), excerpt: Excerpt(line: line, column: 1), hint: readable)
  }

  /// - Parameter unreadable: why files that are known were left out, which says more than a list of names.
  func folder(_ name: String, _ unrecognised: [String], unreadable: ArraySlice<Diagnostic> = []) -> Diagnostic {
    if let known = unreadable.first {
      let file = known.location?.file.map { $0 + ": " } ?? ""
      return Diagnostic(
        .error, known.id, "no file in the folder can be read; \(file)\(known.message)", at: SourceLocation(file: name),
        hint: known.hint)
    }
    let shown = unrecognised.prefix(3).joined(separator: ", ")
    let seen =
      unrecognised.isEmpty ? "it is empty; " : "seen: \(shown)\(unrecognised.count > 3 ? ", …" : ""); "
    return Diagnostic(
      .error, .formatUnknown, "no file in the folder is a load-test result", at: SourceLocation(file: name),
      hint: seen + readable)
  }

  func ambiguous(_ name: String, _ claims: [String]) -> Diagnostic {
    Diagnostic(
      .error, .formatAmbiguous, "the file could be of several formats: \(claims.joined(separator: ", "))",
      at: SourceLocation(file: name, line: 1), hint: "choose one with --input-format")
  }

  func empty(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, .inputEmpty, "the input is empty", at: SourceLocation(file: name, line: 1),
      hint: "did the load generator write its result?")
  }

  private var ids: [String] { importers.map { $0.format.id } }

  private var readable: String {
    "readable formats: \(ids.joined(separator: ", ")); 'perfreport formats' tells how to record each"
  }

  /// What the first bytes are at first sight.
  private static func look(_ prefix: ArraySlice<UInt8>) -> String {
    let first = prefix.first { $0 > 0x20 }
    // Text has tabs, line ends and escapes, and no other control characters.
    let isBinary = prefix.contains { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
    switch first {
    case _ where isBinary: return "binary data"
    case UInt8(ascii: "{"), UInt8(ascii: "["): return "JSON"
    case UInt8(ascii: "<"): return "XML or HTML"
    default: return "text"
    }
  }
}

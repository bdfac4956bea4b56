public import PerfDiagnostics
public import PerfFormats
import PerfModel

extension DiagnosticID {
  /// What `--slo` names is neither a file nor an expression that can be read.
  public static let objectiveNotUnderstood = DiagnosticID(rawValue: "objective-not-understood")
}

/// What one `--slo` names: a Markdown document, an objectives file in YAML, or an expression such as `GET /api/feed p95 < 200ms`.
public enum SLOSource {
  /// Loads it. A path that exists is a file; what looks like a path and does not exist is an error, not an expression.
  /// - Throws: `input-missing`, `input-unreadable`, `yaml-syntax`, `objective-not-understood`.
  public static func load(
    _ argument: String, limits: InputLimits = InputLimits()
  ) throws(Diagnostic) -> ObjectiveDocument {
    if let status = FileStatus(path: argument) {
      guard status.kind != .folder else {
        throw Diagnostic(
          .error, .inputUnreadable, "is a folder", at: SourceLocation(file: argument),
          hint: "name the document itself")
      }
      var source = try ByteSource.file(argument, name: argument, limits: limits)
      return try read(try source.readAll(), name: argument)
    }
    guard !looksLikePath(argument) else {
      throw Diagnostic(
        .error, .inputMissing, "there is no such file", at: SourceLocation(file: argument),
        hint: "an expression is written like --slo 'GET /api/feed p95 < 200ms'")
    }
    return try expression(argument)
  }

  /// Reads a document of either kind; the name's ending decides, and the content where it has none that is known.
  public static func read(_ bytes: [UInt8], name: String) throws(Diagnostic) -> ObjectiveDocument {
    guard isYAML(bytes, name) else { return ObjectiveDocumentReader.read(MarkdownDocument(bytes, name: name)) }
    return try ObjectivesFile.read(String(decoding: bytes, as: UTF8.self), name: name)
  }

  /// Reads an expression of the command line.
  public static func expression(_ text: String) throws(Diagnostic) -> ObjectiveDocument {
    var sheet = StatementSheet(file: nil)
    let reading = TargetReading.phrase(text, PhraseContext(), inAlertList: false)
    switch reading {
    case .targets, .notMeasurable:
      sheet.add(reading, at: StatementSheet.Spot(text: text, line: nil, column: nil, origin: .commandLine))
      return sheet.document()
    case .notUnderstood(let reason): throw refusal(text, reason)
    case .notATarget: throw refusal(text, "no bound is recognised in it")
    }
  }

  private static func refusal(_ text: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .error, .objectiveNotUnderstood, "--slo '\(text)': \(reason)",
      hint: "name a document, or write an expression like 'GET /api/feed p95 < 200ms'")
  }

  private static func isYAML(_ bytes: [UInt8], _ name: String) -> Bool {
    let lower = name.lowercased()
    if [".yml", ".yaml"].contains(where: lower.hasSuffix) { return true }
    if [".md", ".markdown"].contains(where: lower.hasSuffix) { return false }
    let key = Array("objectives:".utf8)
    return bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 200).prefix(200).contains { $0.starts(with: key) }
  }

  private static func looksLikePath(_ argument: String) -> Bool {
    let lower = argument.lowercased()
    return !argument.contains(where: { $0.isWhitespace || "<>≤≥=".contains($0) })
      || [".yml", ".yaml", ".md", ".markdown"].contains(where: lower.hasSuffix)
  }
}

public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what `EXPLAIN` printed, as text, JSON, YAML or XML, plain or in the frame that psql and others put around it.
public struct PostgresExplainImporter: Importer {
  public static let format = FormatDescription(
    id: "pg-explain", tool: "PostgreSQL", title: "EXPLAIN",
    holds: "the plan of a query: nodes with estimated rows and costs, and with ANALYZE real rows, times and buffers",
    lacks: "how often the query runs: its part of the load is in pg_stat_statements",
    record: "psql -XqAt -c 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT …' > plan.json")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    ExplainSyntax(ExplainSource.plain(prefix), isWhole: false) == nil ? .no : .certain
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let name = source.name
    let bytes = ExplainSource.plain(try source.readAll()[...])
    guard let syntax = ExplainSyntax(bytes, isWhole: true) else { throw Self.nothing(name) }
    let plans: [QueryPlan]
    switch syntax {
    case .json: plans = try ExplainSource.json(bytes, name: name, limits: limits)
    case .yaml: plans = try ExplainSource.yaml(bytes, name: name)
    case .xml: plans = try ExplainSource.xml(bytes, name: name, limits: limits)
    case .text:
      if let style = ExplainStyle.unreadable(bytes) { throw Self.refusal(style, name) }
      let plan = try ExplainText.plan(ExplainFrame.lines(bytes), file: name, maximumDepth: limits.maximumDepth)
      plans = plan.map { [$0] } ?? []
    }
    guard !plans.isEmpty else { throw Self.nothing(name) }
    if syntax == .text || syntax == .yaml, bytes.last != UInt8(ascii: "\n") {
      run.record(
        Diagnostic(
          .warning, .inputTruncated, "the last line has no end: the plan may have been cut off",
          at: SourceLocation(file: name, line: 1 + bytes.count { $0 == UInt8(ascii: "\n") }),
          hint: "FORMAT JSON tells when something is missing"))
    }
    for plan in plans { run.addPlan(plan) }
  }

  /// A style in which a node would be lost or misread.
  private static func refusal(_ style: String, _ name: String) -> Diagnostic {
    Diagnostic(
      .error, .planMalformed, "this is a plan in a style of psql \(style), whose lines cannot be told from their frame",
      at: SourceLocation(file: name, line: 1), hint: "record it with: \(format.record)")
  }

  private static func nothing(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, .planMalformed, "there is no plan in the file", at: SourceLocation(file: name, line: 1),
      hint: "record it with: \(format.record)")
  }
}

/// How a plan is written.
enum ExplainSyntax {
  case json, yaml, xml, text

  /// Nil where the bytes are no plan.
  /// - Parameter isWhole: whether the bytes are the whole input; otherwise JSON may be cut off.
  init?(_ bytes: ArraySlice<UInt8>, isWhole: Bool) {
    let start = bytes.drop { $0 <= 0x20 }
    if start.first == UInt8(ascii: "<") {
      guard bytes.contains("http://www.postgresql.org/2009/explain") else { return nil }
      self = .xml
      return
    }
    // One of these stands in every plan, however it is framed; all else is told apart without looking at its lines.
    guard ["cost", "Node Type", "actual", "QUERY PLAN"].contains(where: bytes.contains) else { return nil }
    let lines = ExplainFrame.lines(isWhole ? bytes : bytes.prefix(ByteSource.prefixLength))
    // A log of the server holds plans too, behind its own heads of lines.
    guard let first = lines.first(where: { !$0[...].trimmed.isEmpty }), !Self.isLog(first) else { return nil }
    let sign = first[...].trimmed.first
    let isJSON = sign == "[" || sign == "{" || lines.contains { ["[", "{"].contains($0[...].trimmed) }
    if isJSON, bytes.contains("Node Type"), bytes.contains("Plan\"") {
      self = .json
    } else if bytes.contains("Node Type: "), bytes.contains("Plan:") {
      self = .yaml
    } else if Self.isText(lines) {
      self = .text
    } else {
      return nil
    }
  }

  /// Whether a line is a node of a plan, though it may be wrapped.
  private static func isText(_ lines: [String]) -> Bool {
    lines.contains { line in
      let line = line[...]
      return line.contains("(cost=") && (line.contains("rows=") || line.contains(".."))
        || line.contains("(actual time=")
        || line.contains("(actual rows=") && line.contains("loops=")
    }
  }

  /// `2026-11-21 03:29:59 UTC [2370]: …`
  private static func isLog(_ line: String) -> Bool {
    let start = Array(line.utf8.prefix(10))
    return start.count == 10 && start[4] == UInt8(ascii: "-") && start[7] == UInt8(ascii: "-")
      && start[..<4].allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// The syntaxes that have a tree.
enum ExplainSource {
  /// Without a byte order mark.
  static func plain(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
  }

  /// As it stands where that is JSON; otherwise without the frame and what stands before and after.
  static func json(_ bytes: ArraySlice<UInt8>, name: String, limits: InputLimits) throws(Diagnostic) -> [QueryPlan] {
    do {
      return ExplainTree.plans(ExplainValue(try JSONDocument(bytes, name: name, limits: limits).root))
    } catch {
      let lines = ExplainFrame.lines(bytes)
      guard let first = lines.firstIndex(where: { ["[", "{"].contains($0[...].trimmed) }) else { throw error }
      let margin = lines[first].prefix(while: \.isWhitespace)
      let closing = lines[first][...].trimmed == "[" ? "]" : "}"
      let last = lines[first...].firstIndex { $0.prefix { $0.isWhitespace } == margin && $0[...].trimmed == closing }
      guard let last else { throw error }
      // Spreadsheets double quotation marks.
      let text = lines[first...last].joined(separator: "\n").split(separator: "\"\"").joined(separator: "\"")
      let document: JSONDocument
      do { document = try JSONDocument(Array(text.utf8)[...], name: name, limits: limits) } catch let inner {
        // The places of the text without its frame are not those of the file.
        throw Diagnostic(.error, inner.id, inner.message, at: SourceLocation(file: name, line: 1), hint: inner.hint)
      }
      return ExplainTree.plans(ExplainValue(document.root))
    }
  }

  static func yaml(_ bytes: ArraySlice<UInt8>, name: String) throws(Diagnostic) -> [QueryPlan] {
    let text = ExplainFrame.lines(bytes).joined(separator: "\n")
    guard let root = try YAMLDocument(text, name: name).root else { return [] }
    return ExplainTree.plans(ExplainValue(root))
  }

  static func xml(_ bytes: ArraySlice<UInt8>, name: String, limits: InputLimits) throws(Diagnostic) -> [QueryPlan] {
    // What stands before the document, and the frame around it, is none of it.
    let lines = ExplainFrame.lines(bytes)
    let start = lines.firstIndex { $0.contains("<explain") } ?? 0
    var text = Array(lines[start...].joined(separator: "\n").utf8)
    if let end = text.range(of: "</explain>") { text.removeSubrange(end.upperBound...) }
    var source = try ByteSource.bytes(text, name: name, limits: limits)
    let handler = ExplainXML()
    try XMLReader.read(&source, into: handler)
    return handler.root.map(ExplainTree.plans) ?? []
  }
}

extension Collection<UInt8> where Index == Int {
  /// Where a text stands first.
  fileprivate func range(of text: String) -> Range<Int>? {
    let wanted = Array(text.utf8)
    guard count >= wanted.count, let first = wanted.first else { return nil }
    var place = startIndex
    while let next = self[place...].firstIndex(of: first), next + wanted.count <= endIndex {
      if self[next..<(next + wanted.count)].elementsEqual(wanted) { return next..<(next + wanted.count) }
      place = next + 1
    }
    return nil
  }

  fileprivate func contains(_ text: String) -> Bool { range(of: text) != nil }
}

extension DiagnosticID {
  /// A file that should hold a plan and holds none.
  static let planMalformed = DiagnosticID(rawValue: "plan-malformed")
}

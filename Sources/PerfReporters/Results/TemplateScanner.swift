public import PerfDiagnostics

/// A tag of a Mustache template and where it stands.
struct TemplateTag: Hashable {
  let kind: Kind
  let name: String
  let location: SourceLocation
  let excerpt: Excerpt

  /// The tags that a template may hold; comments and delimiters are read by the scanner and not told.
  enum Kind: Hashable {
    case variable
    case section
    case inverted
    case close
  }

  func failure(_ id: DiagnosticID, _ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(.error, id, message, at: location, excerpt: excerpt, hint: hint)
  }
}

/// Finds the tags of a template with their places, which the library that fills templates does not tell.
///
/// Plain Mustache: variables, sections, inverted sections, comments and delimiters. What a template of one file cannot use (partials, blocks)
/// and what belongs to one library alone (transforms, pragmas) is refused.
struct TemplateScanner {
  private let bytes: [UInt8]
  private let file: String
  private var offset = 0
  private var line = 1
  private var lineStart = 0
  private var open = Array("{{".utf8)
  private var close = Array("}}".utf8)
  /// The delimiters to go back to where a section ends: they are set for the section alone.
  private var outer: [(open: [UInt8], close: [UInt8])] = []

  /// More sections inside each other than anyone writes; the library recurses.
  static let deepest = 50

  init(_ text: String, file: String) {
    bytes = Array(text.utf8)
    self.file = file
  }

  /// The next tag, nil at the end.
  mutating func next() throws(Diagnostic) -> TemplateTag? {
    while advance(to: open) {
      let start = offset
      offset += open.count
      let sigil = offset < bytes.count ? bytes[offset] : 0
      let ending = sigil == UInt8(ascii: "{") ? [UInt8(ascii: "}")] + close : close
      let from = offset
      guard let end = find(ending, from: offset) else {
        throw tag(.variable, "", start).failure(
          .templateSyntax, "the tag is never closed", hint: "it ends with '\(String(decoding: ending, as: UTF8.self))'")
      }
      advance(through: end)
      offset = end + ending.count
      if let tag = try read(sigil, bytes[from..<end], start) { return tag }
    }
    return nil
  }

  private mutating func read(_ sigil: UInt8, _ content: ArraySlice<UInt8>, _ start: Int) throws(Diagnostic)
    -> TemplateTag?
  {
    switch sigil {
    case UInt8(ascii: "!"): return nil
    case UInt8(ascii: "="):
      try setDelimiters(content, start)
      return nil
    case UInt8(ascii: "#"), UInt8(ascii: "^"):
      let kind = sigil == UInt8(ascii: "#") ? TemplateTag.Kind.section : .inverted
      let tag = try named(kind, content.dropFirst(), start)
      guard outer.count < Self.deepest else {
        throw tag.failure(.templateSyntax, "more than \(Self.deepest) sections stand inside each other")
      }
      outer.append((open, close))
      return tag
    case UInt8(ascii: "/"):
      let tag = try named(.close, content.dropFirst(), start)
      if let delimiters = outer.popLast() { (open, close) = delimiters }
      return tag
    case UInt8(ascii: "{"), UInt8(ascii: "&"): return try named(.variable, content.dropFirst(), start)
    case UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "$"), UInt8(ascii: "%"):
      throw tag(.variable, "", start).failure(
        .templateSyntax, "'\(String(decoding: [sigil], as: UTF8.self))' tags are not supported",
        hint: "a template is one file of variables, sections, inverted sections and comments")
    default: return try named(.variable, content, start)
    }
  }

  private func named(_ kind: TemplateTag.Kind, _ content: ArraySlice<UInt8>, _ start: Int) throws(Diagnostic)
    -> TemplateTag
  {
    let text = String(decoding: content, as: UTF8.self)
    let name = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    let found = tag(kind, name, start)
    guard !name.isEmpty else { throw found.failure(.templateSyntax, "the tag has no name") }
    guard name.utf8.allSatisfy(Self.isNameByte) else {
      throw found.failure(
        .templateSyntax, "'\(PrintableText.escape(name))' is no name",
        hint: "names are letters and digits, with '.' between an object and its variable")
    }
    return found
  }

  /// `{{=<% %>=}}`
  private mutating func setDelimiters(_ content: ArraySlice<UInt8>, _ start: Int) throws(Diagnostic) {
    let words = String(decoding: content, as: UTF8.self).dropFirst().split(whereSeparator: \.isWhitespace)
    let isClosed = content.count > 1 && content.last == UInt8(ascii: "=")
    let last = words.last.map { $0 == "=" ? nil : $0.hasSuffix("=") ? $0.dropLast() : $0 } ?? nil
    let parts = Array(words.dropLast()) + [last].compactMap(\.self)
    guard isClosed, parts.count == 2, !parts.contains(where: { $0.isEmpty || $0.contains("=") }) else {
      throw tag(.variable, "", start).failure(
        .templateSyntax, "two delimiters are expected", hint: "as in {{=<% %>=}}")
    }
    open = Array(parts[0].utf8)
    close = Array(parts[1].utf8)
  }

  private func tag(_ kind: TemplateTag.Kind, _ name: String, _ start: Int) -> TemplateTag {
    let (line, lineStart) = position(of: start)
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let column = start - lineStart + 1
    return TemplateTag(
      kind: kind, name: name, location: SourceLocation(file: file, line: line, column: column),
      excerpt: Excerpt(line: bytes[lineStart..<end], column: column))
  }

  /// Line and beginning of the line of a tag's start, which may lie some lines before where the scanner is.
  private func position(of start: Int) -> (line: Int, lineStart: Int) {
    guard start < lineStart else { return (line, lineStart) }
    let breaks = bytes[start..<lineStart].count { $0 == UInt8(ascii: "\n") }
    let before = bytes[..<start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return (line - breaks, before)
  }

  private mutating func advance(to needle: [UInt8]) -> Bool {
    let found = find(needle, from: offset)
    advance(through: found ?? bytes.count)
    offset = found ?? bytes.count
    return found != nil
  }

  /// Counts the lines on the way.
  private mutating func advance(through end: Int) {
    for index in offset..<end where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
  }

  private func find(_ needle: [UInt8], from start: Int) -> Int? {
    guard let first = needle.first, start + needle.count <= bytes.count else { return nil }
    var index = start
    while index + needle.count <= bytes.count {
      if bytes[index] == first, bytes[index..<index + needle.count].elementsEqual(needle) { return index }
      index += 1
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
}

extension DiagnosticID {
  /// A template is not Mustache.
  public static let templateSyntax = DiagnosticID(rawValue: "template-syntax")
  /// A template names a variable that there is not, or uses one as what it is not.
  public static let templateVariable = DiagnosticID(rawValue: "template-variable")
}

import PerfDiagnostics

/// Checks the tags of a template against the variables that there are, so that a mistyped name is an error and never a blank.
struct TemplateChecker {
  private var scopes: [Scope]
  /// Where the user finds the list of variables.
  private let schema: String

  /// A section that is open, or the template itself.
  private struct Scope {
    /// Nil of the template itself.
    let tag: TemplateTag?
    /// Names that the section adds; those of the scopes around it stay visible.
    let fields: [TemplateField]
    /// Whether `{{.}}` is a text here.
    let isText: Bool
  }

  /// - Throws: the first tag that is wrong.
  static func check(_ text: String, file: String, _ variables: TemplateVariables) throws(Diagnostic) {
    var checker = TemplateChecker(
      scopes: [Scope(tag: nil, fields: variables.fields, isText: false)], schema: variables.schema)
    var scanner = TemplateScanner(text, file: file)
    while let tag = try scanner.next() { try checker.take(tag) }
    if let open = checker.scopes.last?.tag {
      throw open.failure(
        .templateSyntax, "the section '\(open.name)' is never closed", hint: "close it with {{/\(open.name)}}")
    }
  }

  private mutating func take(_ tag: TemplateTag) throws(Diagnostic) {
    switch tag.kind {
    case .variable: try checkVariable(tag)
    case .section: scopes.append(try section(tag))
    case .inverted:
      _ = try find(tag)
      scopes.append(Scope(tag: tag, fields: [], isText: false))
    case .close:
      guard let open = scopes.last?.tag else {
        throw tag.failure(.templateSyntax, "no section is open that '\(tag.name)' could close")
      }
      guard open.name == tag.name else {
        let line = open.location.line.map { " of line \($0)" } ?? ""
        throw tag.failure(
          .templateSyntax, "'\(tag.name)' closes the section '\(open.name)'\(line)",
          hint: "sections close in the opposite order, here with {{/\(open.name)}}")
      }
      scopes.removeLast()
    }
  }

  private func checkVariable(_ tag: TemplateTag) throws(Diagnostic) {
    if tag.name == "." {
      guard scopes.last?.isText == true else {
        throw tag.failure(
          .templateVariable, "'.' is no text here",
          hint: "it is the text of the section around it, as in {{#x}}{{.}}{{/x}}")
      }
      return
    }
    let field = try find(tag)
    switch field.kind {
    case .text, .optional: return
    case .flag, .texts, .list, .object:
      throw tag.failure(
        .templateVariable, "'\(tag.name)' is no text (\(field.kindName))",
        hint: "open it as a section: {{#\(tag.name)}} … {{/\(tag.name)}}")
    }
  }

  private func section(_ tag: TemplateTag) throws(Diagnostic) -> Scope {
    let field = try find(tag)
    switch field.kind {
    case .text, .optional: return Scope(tag: tag, fields: [], isText: true)
    case .flag: return Scope(tag: tag, fields: [], isText: scopes.last?.isText ?? false)
    case .object(let fields, _): return Scope(tag: tag, fields: fields, isText: false)
    case .texts, .list:
      // Every level would multiply the report.
      guard !scopes.contains(where: { $0.tag?.kind == .section && $0.tag?.name == tag.name }) else {
        throw tag.failure(.templateVariable, "the list '\(tag.name)' is open already")
      }
      if case .list(let fields) = field.kind { return Scope(tag: tag, fields: fields, isText: false) }
      return Scope(tag: tag, fields: [], isText: true)
    }
  }

  /// The variable that a name means: the innermost one of its first part, then through the objects.
  private func find(_ tag: TemplateTag) throws(Diagnostic) -> TemplateField {
    let parts = tag.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var visible = Array(scopes.reversed().flatMap(\.fields))
    var found: TemplateField?
    for (index, part) in parts.enumerated() {
      guard let field = visible.first(where: { $0.name == part }) else {
        throw unknown(tag, part, among: visible, of: index > 0 ? parts[index - 1] : nil)
      }
      if index + 1 < parts.count, case .object(let fields, _) = field.kind { visible = fields } else { visible = [] }
      found = field
    }
    guard let found else { throw unknown(tag, tag.name, among: visible, of: nil) }
    return found
  }

  private func unknown(_ tag: TemplateTag, _ part: String, among fields: [TemplateField], of owner: String?)
    -> Diagnostic
  {
    let place = owner.map { " of '\($0)'" } ?? ""
    let nearest = Spelling.nearest(to: part, among: fields.map(\.name))
    return tag.failure(
      .templateVariable, "'\(part)' is no variable\(place)",
      hint: nearest.map { "did you mean '\($0)'?" } ?? "'perfreport schema \(schema)' lists the variables")
  }
}

import Mustache
import PerfDiagnostics

/// A template whose tags have been held against the variables that there are.
struct CheckedTemplate: Sendable {
  private let template: MustacheTemplate
  private let language: TemplateLanguage
  private let fields: [TemplateField]

  /// A larger file is no template, and the library needs time that grows with the square of the size.
  static let largest = 256 * 1024

  /// - Parameters:
  ///   - text: Mustache.
  ///   - file: as the user named it; its suffix says how values are escaped.
  /// - Throws: a diagnostic with the place of a tag that is broken or names a variable that there is not.
  init(_ text: String, file: String, _ variables: TemplateVariables) throws(Diagnostic) {
    guard text.utf8.count <= Self.largest else {
      throw Diagnostic(
        .error, .inputTooLarge, "a template has at most \(Self.largest) bytes, this one has \(text.utf8.count)",
        at: SourceLocation(file: file))
    }
    try TemplateChecker.check(text, file: file, variables)
    fields = variables.fields
    language = TemplateLanguage(ofFile: file)
    do {
      // Values escape themselves, so the library must not.
      template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
    } catch let error as MustacheTemplate.ParserError {
      throw Diagnostic(
        .error, .templateSyntax, "the template is not Mustache: \(error.error)",
        at: SourceLocation(file: file, line: max(1, error.context.lineNumber - 1)))
    } catch {
      throw Diagnostic(.error, .templateSyntax, "the template is not Mustache", at: SourceLocation(file: file))
    }
  }

  /// The template with the values of a context, all of which are among the variables.
  func fill(_ root: TemplateObject) -> String {
    template.render(TemplateNode(object: root, fields: fields, language: language))
  }
}

/// The variables that templates of one kind may name.
struct TemplateVariables: Sendable {
  let fields: [TemplateField]
  /// The word after `perfreport schema` that lists them.
  let schema: String

  init(_ fields: [TemplateField], schema: String) {
    self.fields = fields
    self.schema = schema
  }
}

/// An object as the library sees it.
private struct TemplateNode: MustacheParent {
  let object: TemplateObject
  let fields: [TemplateField]
  let language: TemplateLanguage

  func child(named name: String) -> Any? {
    guard let field = fields.first(where: { $0.name == name }) else { return nil }
    switch object[name] ?? .unknown {
    case .text(let inlines): return TemplateLeaf(text: language.write(inlines), isNull: false)
    // Not nil: the library would go on to look for the name in the objects around this one.
    case .unknown: return TemplateLeaf(text: language.write(field.question), isNull: true)
    case .flag(let flag): return flag
    case .texts(let texts): return texts.map { TemplateLeaf(text: language.write($0), isNull: false) }
    case .list(let objects): return objects.map { node($0, field) }
    case .object(let object): return node(object, field)
    }
  }

  private func node(_ object: TemplateObject, _ field: TemplateField) -> TemplateNode {
    TemplateNode(object: object, fields: field.members, language: language)
  }
}

/// A text as the library sees it; where it is unknown, sections skip it and variables print its question.
private struct TemplateLeaf: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  let isNull: Bool

  init(text: String, isNull: Bool) {
    renderText = text
    self.isNull = isNull
  }

  /// What is inside an object that is unknown is unknown for the same reason.
  func child(named name: String) -> Any? { isNull ? self : nil }
}

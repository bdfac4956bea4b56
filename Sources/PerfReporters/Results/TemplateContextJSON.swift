/// The context that templates of one kind are filled from, as JSON, and its JSON Schema; both after the list of variables.
struct TemplateContextJSON {
  /// The schema's id.
  let id: String
  let description: String
  let fields: [TemplateField]

  static let results = TemplateContextJSON(
    id: SchemaCatalogue.templateContext,
    description: "What results templates are filled from: finished texts, null where nobody knows.",
    fields: ResultsFields.all)

  static let plan = TemplateContextJSON(
    id: SchemaCatalogue.planTemplateContext,
    description: "What templates of capacity plans are filled from: finished texts, null where nobody knows.",
    fields: PlanFields.all)

  func text(_ root: TemplateObject) -> String {
    JSONWriter.document { writer in
      writer.member("schema", id)
      Self.members(root, fields, &writer)
    }
  }

  /// The JSON Schema.
  var schema: String {
    JSONWriter.document { writer in
      writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      writer.member("$id", id)
      writer.member("title", id)
      writer.member("description", description)
      let constant = { (writer: inout JSONWriter) in writer.inlineObject("schema") { $0.member("const", id) } }
      Self.object(fields, first: constant, &writer)
    }
  }

  private static func members(_ object: TemplateObject, _ fields: [TemplateField], _ writer: inout JSONWriter) {
    for field in fields {
      switch object[field.name] ?? .unknown {
      case .text(let inlines): writer.member(field.name, inlines.letters)
      case .unknown: writer.null(field.name)
      case .flag(let flag): writer.member(field.name, flag)
      case .texts(let texts): writer.strings(field.name, texts.map(\.letters))
      case .list(let objects):
        writer.array(field.name, objects) { writer, object in
          writer.element { members(object, field.members, &$0) }
        }
      case .object(let object): writer.object(field.name) { members(object, field.members, &$0) }
      }
    }
  }

  private static func object(
    _ fields: [TemplateField], first: ((inout JSONWriter) -> Void)? = nil, _ writer: inout JSONWriter
  ) {
    writer.member("type", "object")
    writer.strings("required", (first == nil ? [] : ["schema"]) + fields.map(\.name))
    writer.object("properties") { writer in
      first?(&writer)
      for field in fields { writer.object(field.name) { schema(field, &$0) } }
    }
    writer.member("additionalProperties", false)
  }

  private static func schema(_ field: TemplateField, _ writer: inout JSONWriter) {
    writer.member("description", field.meaning)
    switch field.kind {
    case .text: writer.member("type", "string")
    case .optional: writer.strings("type", ["string", "null"])
    case .flag: writer.member("type", "boolean")
    case .texts:
      writer.member("type", "array")
      writer.inlineObject("items") { $0.member("type", "string") }
    case .list(let fields):
      writer.member("type", "array")
      writer.object("items") { object(fields, &$0) }
    case .object(let fields, nil): object(fields, &writer)
    case .object(let fields, _?):
      writer.array("anyOf", [false, true]) { writer, isKnown in
        writer.element { isKnown ? object(fields, &$0) : $0.member("type", "null") }
      }
    }
  }
}

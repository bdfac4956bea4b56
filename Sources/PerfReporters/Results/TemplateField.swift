/// A variable of the context that templates are filled from: its name, what it holds, and what stands in its place where nobody knows.
///
/// The one list from which templates are checked, the JSON Schema is made and the documentation is written.
struct TemplateField: Sendable {
  let name: String
  let kind: Kind
  /// One sentence.
  let meaning: String

  /// What a variable holds, and so how a template may use it.
  indirect enum Kind: Sendable {
    /// A text that is always known.
    case text
    /// A text that may be unknown; the question is printed in its place, so that no template prints a blank.
    case optional(question: [Inline])
    /// Yes or no, for sections only.
    case flag
    /// Texts, each of them `{{.}}`.
    case texts
    case list([TemplateField])
    /// Variables that are known together or not at all.
    case object([TemplateField], question: [Inline]?)
  }

  static func text(_ name: String, _ meaning: String) -> [TemplateField] {
    [TemplateField(name: name, kind: .text, meaning: meaning)]
  }

  static func text(_ name: String, _ meaning: String, else question: [Inline]) -> [TemplateField] {
    [TemplateField(name: name, kind: .optional(question: question), meaning: meaning)]
  }

  static func text(_ name: String, _ meaning: String, else question: String) -> [TemplateField] {
    text(name, meaning, else: [.text(question)])
  }

  /// Texts, and the flag that says whether there are any.
  static func texts(_ name: String, _ meaning: String) -> [TemplateField] {
    [TemplateField(name: name, kind: .texts, meaning: meaning), has(name)]
  }

  /// A list, and the flag that says whether it has elements, for what a template prints once around it.
  static func list(_ name: String, _ meaning: String, _ fields: [[TemplateField]]) -> [TemplateField] {
    [TemplateField(name: name, kind: .list(Array(fields.joined())), meaning: meaning), has(name)]
  }

  static func object(
    _ name: String, _ meaning: String, else question: [Inline]? = nil, _ fields: [[TemplateField]]
  ) -> [TemplateField] {
    [TemplateField(name: name, kind: .object(Array(fields.joined()), question: question), meaning: meaning)]
  }

  /// `hasChecks` of `checks`.
  static func flagName(of list: String) -> String { "has" + list.prefix(1).uppercased() + list.dropFirst() }

  private static func has(_ name: String) -> TemplateField {
    TemplateField(name: flagName(of: name), kind: .flag, meaning: "Whether `\(name)` holds anything.")
  }

  /// What is inside.
  var members: [TemplateField] {
    switch kind {
    case .text, .optional, .flag, .texts: []
    case .list(let fields), .object(let fields, _): fields
    }
  }

  /// What the kind is called in documentation and errors.
  var kindName: String {
    switch kind {
    case .text, .optional: "text"
    case .flag: "yes or no"
    case .texts: "list of texts"
    case .list: "list"
    case .object: "object"
    }
  }

  /// What is printed where it is unknown, empty where it always is known.
  var question: [Inline] {
    switch kind {
    case .optional(let question): question
    case .object(_, let question): question ?? []
    case .text, .flag, .texts, .list: []
    }
  }
}

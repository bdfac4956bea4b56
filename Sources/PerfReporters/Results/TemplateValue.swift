/// A value of the context. Texts are trees of inlines, so that each language of templates escapes them in its own way.
indirect enum TemplateValue: Sendable, Hashable {
  case text([Inline])
  case unknown
  case flag(Bool)
  case texts([[Inline]])
  case list([TemplateObject])
  case object(TemplateObject)

  static func text(_ text: String) -> TemplateValue { .text([.text(text)]) }

  /// Unknown where there is nothing.
  static func optional(_ text: String?) -> TemplateValue { text.map { .text($0) } ?? .unknown }

  static func name(_ name: String) -> TemplateValue { .text([.code(name)]) }

  static func name(_ name: String?) -> TemplateValue { name.map { .text([.code($0)]) } ?? .unknown }
}

/// Values by name, in the order in which they were set.
struct TemplateObject: Sendable, Hashable {
  private(set) var pairs: [(name: String, value: TemplateValue)] = []

  init(_ pairs: [(String, TemplateValue)]) {
    for (name, value) in pairs {
      self.pairs.append((name, value))
      switch value {
      case .list(let list): self.pairs.append((TemplateField.flagName(of: name), .flag(!list.isEmpty)))
      case .texts(let texts): self.pairs.append((TemplateField.flagName(of: name), .flag(!texts.isEmpty)))
      case .text, .unknown, .flag, .object: break
      }
    }
  }

  subscript(name: String) -> TemplateValue? { pairs.first { $0.name == name }?.value }

  static func == (a: TemplateObject, b: TemplateObject) -> Bool {
    a.pairs.elementsEqual(b.pairs) { $0.name == $1.name && $0.value == $1.value }
  }

  func hash(into hasher: inout Hasher) {
    for (name, value) in pairs {
      hasher.combine(name)
      hasher.combine(value)
    }
  }
}

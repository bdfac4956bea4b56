import PerfDiagnostics
import PerfFormats

/// A plan as JSON, YAML and XML have it: properties by name, all values as texts.
indirect enum ExplainValue {
  case object([(name: String, value: ExplainValue)])
  case list([ExplainValue])
  case text(String)

  subscript(name: String) -> ExplainValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }

  var number: Double? {
    guard let value = text.flatMap(Double.init), value.isFinite else { return nil }
    return value
  }

  /// The elements of a list; a single value is a list of itself.
  var elements: [ExplainValue] { if case .list(let elements) = self { elements } else { [self] } }

  init(_ node: JSONNode) {
    switch node.value {
    case .object(let members): self = .object(members.map { ($0.key, ExplainValue($0.node)) })
    case .array(let elements): self = .list(elements.map(ExplainValue.init))
    case .string(let text): self = .text(text)
    case .number(let number): self = .text(number.integer.map(String.init) ?? "\(number.double)")
    case .bool(let bool): self = .text(bool ? "true" : "false")
    case .null: self = .text("")
    }
  }

  init(_ node: YAMLNode) {
    switch node.value {
    case .mapping(let members): self = .object(members.map { ($0.key.scalar ?? "", ExplainValue($0.value)) })
    case .sequence(let elements): self = .list(elements.map(ExplainValue.init))
    case .scalar(let text): self = .text(text)
    }
  }
}

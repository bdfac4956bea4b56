public import PerfDiagnostics
import PerfFormats
import PerfModel
import PerfUnits

/// Reads the list `objectives:` of a YAML file, `perfreport.yml` or one of its own; docs/objectives.md describes it.
public enum ObjectivesFile {
  /// What else `perfreport.yml` may hold; other keys are an error.
  private static let otherKeys: Set<String> = ["margins", "noise", "directions", "gate", "endpoints", "capacity"]

  /// - Throws: `yaml-syntax` with line and column for what is not of the form; a bound that cannot be read is a statement.
  public static func read(_ text: String, name: String) throws(Diagnostic) -> ObjectiveDocument {
    let document = try YAMLDocument(text, name: name)
    var reader = ObjectiveEntries(document: document)
    guard let root = document.root else { return reader.sheet.document() }
    switch root.value {
    case .sequence(let entries): try reader.read(entries)
    case .mapping(let members):
      for member in members {
        let key = member.key.scalar ?? ""
        if key == "objectives" {
          try reader.read(list: member.value)
        } else if !otherKeys.contains(key) {
          throw document.error(
            at: member.key, "unknown key '\(key)'", hint: "objectives are listed under 'objectives:'")
        }
      }
    case .scalar:
      throw document.error(at: root, "expected a list under 'objectives:'", hint: "objectives: [\"p95 < 200ms\"]")
    }
    return reader.sheet.document()
  }
}

/// Reads entries: an expression, or a mapping that says the parts one by one.
private struct ObjectiveEntries {
  let document: YAMLDocument
  var sheet: StatementSheet

  init(document: YAMLDocument) {
    self.document = document
    sheet = StatementSheet(file: document.name)
  }

  mutating func read(list node: YAMLNode) throws(Diagnostic) {
    guard case .sequence(let entries) = node.value else {
      throw document.error(at: node, "objectives is not a list", hint: "objectives: [\"p95 < 200ms\"]")
    }
    try read(entries)
  }

  mutating func read(_ entries: [YAMLNode]) throws(Diagnostic) {
    for entry in entries {
      switch entry.value {
      case .scalar(let text): add(TargetReading.phrase(text, PhraseContext(), inAlertList: false), text, entry)
      case .mapping(let members): try read(members, entry)
      case .sequence:
        throw document.error(at: entry, "an objective is a text or a mapping", hint: "- p95 < 200ms")
      }
    }
  }

  private mutating func add(_ reading: PhraseReading, _ text: String, _ node: YAMLNode) {
    let spot = StatementSheet.Spot(text: text, line: node.line, column: node.column, origin: .objectivesFile)
    // What is listed here is meant as a target, whatever it looks like.
    sheet.add(reading == .notATarget ? .notUnderstood("no bound is recognised in it") : reading, at: spot)
  }

  private mutating func read(_ members: [YAMLNode.Member], _ entry: YAMLNode) throws(Diagnostic) {
    var fields: [Field: (text: String, node: YAMLNode)] = [:]
    for member in members {
      guard let field = Field(rawValue: member.key.scalar ?? "") else {
        let known = Field.allCases.map(\.rawValue)
        throw document.error(
          at: member.key, "unknown key '\(member.key.scalar ?? "")'", hint: "known: " + known.joined(separator: ", "))
      }
      guard let text = member.value.scalar else {
        throw document.error(at: member.value, "\(field.rawValue) is not a text or a number")
      }
      fields[field] = (text, member.value)
    }
    guard let target = fields[.target] else {
      throw document.error(at: entry, "the objective has no target", hint: "target: \"< 200ms\"")
    }
    let context = try context(fields)
    let words = Field.allCases.filter { $0 != .target }.compactMap { fields[$0]?.text } + [target.text]
    add(TargetReading.amount(target.text, context), words.joined(separator: " "), entry)
  }

  private enum Field: String, CaseIterable {
    case endpoint, metric, statistic, tier, scenario, users, rate, target
  }

  private func context(_ fields: [Field: (text: String, node: YAMLNode)]) throws(Diagnostic) -> PhraseContext {
    var context = PhraseContext()
    if let (text, node) = fields[.metric] {
      guard let subject = Self.metric(text) else {
        throw document.error(
          at: node, "'\(text)' is not a metric", hint: "metric: request.duration, or: metric: error rate")
      }
      (context.metric, context.statistic, context.unit) = (subject.metric, subject.statistic, subject.unit)
    }
    if let (text, node) = fields[.statistic] {
      guard let statistic = Statistic(name: text.lowercased()) ?? SubjectReader.read(text)?.statistic else {
        throw document.error(at: node, "'\(text)' is not a statistic", hint: "statistic: p95")
      }
      context.statistic = statistic
      context.metric = context.metric ?? .requestDuration
    }
    if let (text, node) = fields[.tier] {
      guard let tier = Objective.Tier(rawValue: text.lowercased()) else {
        let known = Objective.Tier.allCases.map(\.rawValue).joined(separator: ", ")
        throw document.error(at: node, "'\(text)' is not a tier", hint: "one of " + known)
      }
      context.tier = tier
    }
    if let endpoint = fields[.endpoint]?.text {
      context.scope = ["all", "*"].contains(endpoint.lowercased()) ? .everyEndpoint : .named(endpoint)
    }
    context.scenario = try scenario(fields)
    return context
  }

  /// An id of the catalogue, a tool's own under `custom.`, or words as in a document.
  private static func metric(_ text: String) -> Subject? {
    let id = MetricID(rawValue: text)
    if MetricCatalogue.metric(id) != nil || text.hasPrefix("custom.") { return Subject(metric: id) }
    return SubjectReader.read(text).flatMap { $0.metric == nil ? nil : $0 }
  }

  private func scenario(_ fields: [Field: (text: String, node: YAMLNode)]) throws(Diagnostic) -> LoadScenario? {
    let users = try number(fields[.users], "users", "users: 400")
    let rate = try number(fields[.rate], "rate", "rate: 90 (requests per second)")
    guard fields[.scenario] != nil || users != nil || rate != nil else { return nil }
    return LoadScenario(name: fields[.scenario]?.text.lowercased() ?? "load", users: users, rate: rate)
  }

  private func number(
    _ field: (text: String, node: YAMLNode)?, _ name: String, _ example: String
  ) throws(Diagnostic) -> Double? {
    guard let (text, node) = field else { return nil }
    guard let number = Double(text), number.isFinite, number > 0 else {
      throw document.error(at: node, "\(name) is not a number above 0", hint: example)
    }
    return number
  }
}

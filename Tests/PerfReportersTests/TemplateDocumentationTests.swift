import Foundation
import TestCorpus
import Testing

@testable import PerfReporters

/// Documentation, context and schema say the same of every variable.
@Suite struct TemplateDocumentationTests {
  @Test func `The documentation lists every variable`() throws {
    let path = TestCorpus.repository + "/docs/templates.md"
    let text = String(decoding: try #require(TestCorpus.bytes(ofPath: path)), as: UTF8.self)
    var expected = text
    for (kind, fields) in [("results", ResultsFields.all), ("plans", PlanFields.all)] {
      let start = try #require(expected.range(of: "<!-- variables of \(kind)"))
      let comment = try #require(expected[start.upperBound...].range(of: "-->\n\n"))
      let end = expected[comment.upperBound...].range(of: "\n\n")?.lowerBound ?? expected.endIndex
      let isLast = end == expected.endIndex
      expected.replaceSubrange(comment.upperBound..<end, with: Self.table(fields) + (isLast ? "\n" : ""))
    }
    if ProcessInfo.processInfo.environment["PERFREPORT_RECORD"] == "1" {
      try Data(expected.utf8).write(to: URL(fileURLWithPath: path))
      Issue.record("recorded docs/templates.md; run again without PERFREPORT_RECORD")
    }
    #expect(text == expected)
  }

  @Test(arguments: [true, false])
  func `The context is valid against the schema`(_ isFull: Bool) throws {
    let context = isFull ? ResultsCase.full : ResultsCase.bare
    let schema = try JSONSchema(try #require(SchemaCatalogue.text("perfreport/template-context/1")))
    #expect(try schema.complaints(about: ResultsReport.json(context)) == [])
  }

  /// A value under a name that no field has would never be found by a template.
  @Test(arguments: [true, false])
  func `The context holds exactly the documented variables`(_ isFull: Bool) {
    expectFields((isFull ? ResultsCase.full : ResultsCase.bare).root, ResultsFields.all, "")
  }

  @Test(arguments: [true, false])
  func `The context of plans is valid and holds exactly the documented variables`(_ isFull: Bool) throws {
    let context = PlanTemplateContext(isFull ? PlanCase.full : PlanCase.empty)
    let schema = try JSONSchema(try #require(SchemaCatalogue.text("perfreport/plan-template-context/1")))
    #expect(try schema.complaints(about: TemplateContextJSON.plan.text(context.root)) == [])
    expectFields(context.root, PlanFields.all, "")
  }

  @Test func `The full plan fills every list and object`() {
    for (name, value) in PlanTemplateContext(PlanCase.full).root.pairs {
      switch value {
      case .list(let objects): #expect(!objects.isEmpty, "\(name) is empty")
      case .texts(let texts): #expect(!texts.isEmpty, "\(name) is empty")
      case .text, .unknown, .flag, .object: #expect(value != .unknown || name == "generatedAt", "\(name) is unknown")
      }
    }
  }

  @Test func `The full case fills every list and object`() {
    for (name, value) in ResultsCase.full.root.pairs {
      switch value {
      case .list(let objects): #expect(!objects.isEmpty, "\(name) is empty")
      case .texts(let texts): #expect(!texts.isEmpty, "\(name) is empty")
      case .text, .unknown, .flag, .object: #expect(value != .unknown, "\(name) is unknown")
      }
    }
  }

  @Test func `No two variables of one place share a name`() {
    func check(_ fields: [TemplateField]) {
      #expect(Set(fields.map(\.name)).count == fields.count)
      for field in fields { check(field.members) }
    }
    check(ResultsFields.all)
    check(PlanFields.all)
  }

  private func expectFields(_ object: TemplateObject, _ fields: [TemplateField], _ place: String) {
    #expect(object.pairs.map(\.name).sorted() == fields.map(\.name).sorted(), "in '\(place)'")
    for field in fields {
      let inner = place + field.name + "."
      switch (object[field.name], field.kind) {
      case (.text, .text), (.text, .optional), (.unknown, .optional), (.flag, .flag), (.texts, .texts): break
      case (.unknown, .object(_, let question)): #expect(question != nil, "\(inner) has no question")
      case (.list(let objects), .list(let fields)): for object in objects { expectFields(object, fields, inner) }
      case (.object(let object), .object(let fields, _)): expectFields(object, fields, inner)
      default: Issue.record("\(inner) is not of its kind")
      }
    }
  }

  private static func table(_ fields: [TemplateField]) -> String {
    func rows(_ fields: [TemplateField], _ prefix: String) -> [String] {
      fields.flatMap { field -> [String] in
        let question = MarkdownText.prose(field.question.letters, at: .inline, inTable: true)
        let own = "| `\(prefix + field.name)` | \(field.kindName) | \(field.meaning) | \(question) |"
        let isList = if case .list = field.kind { true } else { false }
        return [own] + rows(field.members, prefix + field.name + (isList ? "[]." : "."))
      }
    }
    let head = ["| variable | is | holds | where nobody knows |", "| :-- | :-- | :-- | :-- |"]
    return (head + rows(fields, "")).joined(separator: "\n")
  }
}

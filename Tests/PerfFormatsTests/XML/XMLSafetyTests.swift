import Foundation
import PerfDiagnostics
import PerfFormats
import Testing

/// Hostile documents: each is refused at once, with its place, and before anything in it was handed out.
struct XMLSafetyTests {
  struct Attack: Sendable, CustomTestStringConvertible {
    let name: String
    let document: String
    let id: DiagnosticID
    /// Elements that may be seen before the refusal.
    var elements = 0
    var testDescription: String { name }
  }

  /// Nine levels of ten: a billion.
  private static let laughs: String = {
    let levels = (1...9).map { level in
      "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
    }
    return "<!DOCTYPE r [<!ENTITY l0 \"lol\">\n\(levels.joined(separator: "\n"))]>\n"
  }()

  static let attacks: [Attack] = [
    Attack(name: "a billion laughs in text", document: laughs + "<r>&l9;</r>", id: .xmlDoctype),
    Attack(name: "a billion laughs in an attribute", document: laughs + "<r k='&l9;'/>", id: .xmlDoctype),
    Attack(
      name: "entity that is a file",
      document: "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<r k='1'>&x;</r>", id: .xmlDoctype),
    Attack(
      name: "external document type", document: "<!DOCTYPE r SYSTEM \"http://localhost:9/r.dtd\">\n<r/>",
      id: .xmlDoctype),
    Attack(
      name: "parameter entity",
      document: "<!DOCTYPE r [<!ENTITY % p SYSTEM \"http://localhost:9/p\"> %p;]>\n<r/>", id: .xmlDoctype),
    Attack(
      name: "quadratic blow-up",
      document: "<!DOCTYPE r [<!ENTITY a \"\(String(repeating: "a", count: 100_000))\">]>\n<r>"
        + String(repeating: "&a;", count: 50_000) + "</r>",
      id: .xmlDoctype),
    Attack(name: "undefined entity", document: "<r>&x;</r>", id: .xmlSyntax, elements: 1),
    Attack(
      name: "300 levels", document: String(repeating: "<r>", count: 300) + String(repeating: "</r>", count: 300),
      id: .nestingTooDeep, elements: 256),
    Attack(name: "zero byte", document: "<r>\n\u{0}<r/></r>", id: .xmlSyntax, elements: 1),
    Attack(
      name: "11 MB attribute", document: "<r><s k='\(String(repeating: "a", count: 11_000_000))'/></r>",
      id: .xmlSyntax, elements: 1),
    Attack(
      name: "11 MB comment", document: "<!--\(String(repeating: "a", count: 11_000_000))--><r/>", id: .xmlSyntax),
    Attack(
      name: "endless document type", document: "<!DOCTYPE r " + String(repeating: "[", count: 11_000_000),
      id: .xmlSyntax),
  ]

  @Test(arguments: attacks)
  func isRefusedAtOnce(attack: Attack) throws {
    let events = XMLEvents()
    let bytes = Array(attack.document.utf8)
    var refusal: Diagnostic?
    let time = ContinuousClock().measure { refusal = xmlRefusal(bytes, into: events) }
    let found = try #require(refusal)
    #expect(found.id == attack.id, "\(found.text)")
    #expect(found.severity == .error)
    #expect(found.location?.line != nil)
    #expect(found.hint != nil)
    #expect(events.elements == attack.elements)
    #expect(events.attributes.isEmpty)
    #expect(time < .seconds(1))
  }

  @Test func deepestAllowed() throws {
    let document = String(repeating: "<r>", count: 256) + String(repeating: "</r>", count: 256)
    #expect(xmlRefusal(Array(document.utf8)) == nil)
  }

  /// Parsers share nothing but the library's one initialisation.
  @Test func parsersRunSideBySide() async throws {
    let document = Array(("<a>" + String(repeating: "<b k='1'/>", count: 2000) + "</a>").utf8)
    let counts = await withTaskGroup(of: Int?.self) { group in
      for _ in 0..<16 {
        group.addTask {
          let events = XMLEvents()
          return xmlRefusal(document, into: events) == nil ? events.elements : nil
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 2001, count: 16))
  }
}

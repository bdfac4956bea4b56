import Foundation
import PerfReporters
import Testing

@Suite struct SchemaCatalogueTests {
  @Test(arguments: SchemaCatalogue.names)
  func `Every name has a schema that carries it`(_ name: String) throws {
    let text = try #require(SchemaCatalogue.text(name))
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(schema["$id"] as? String == name)
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func `An unknown name has none`() { #expect(SchemaCatalogue.text("perfreport/run/2") == nil) }
}

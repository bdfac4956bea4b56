import PerfFormats
import Testing

@Suite("The outline of a JSON document's first bytes")
struct JSONOutlineTests {
  private func outline(_ text: String) -> JSONNode? { JSONOutline.root(of: Array(text.utf8)[...]) }

  @Test("a container that is cut keeps what stands before the cut")
  func cut() {
    let root = outline(#"{"metrics": {"a": {"count": 1, "rate": 2.5}, "b": {"cou"#)
    #expect(root?["metrics"]?["a"]?["count"]?.number?.integer == 1)
    #expect(root?["metrics"]?["b"]?.members?.isEmpty == true)
  }

  @Test("a scalar that is cut leaves its key")
  func cutScalar() {
    let root = outline(#"{"config": {"script": "import http fr"#)
    #expect(root?["config"]?.has("script") == true)
    #expect(root?["config"]?["script"] == nil)
  }

  @Test("a broken document shows what stands before the break")
  func broken() {
    #expect(outline(#"{"a": 1, "b": oops}"#)?["a"]?.number?.integer == 1)
  }

  @Test("what is no JSON has no outline", arguments: ["", "  ", "<xml>", "This is ApacheBench", "}"])
  func none(text: String) { #expect(outline(text) == nil) }

  @Test("every cut has an outline that never grows shorter")
  func everyCut() {
    let text = #"{"a": {"b": [1, 2, {"c": "d"}]}, "e": true}"#
    var seen = 0
    for length in 1...text.utf8.count {
      let members = outline(String(text.prefix(length)))?.members?.count ?? 0
      #expect(members >= seen)
      seen = members
    }
    #expect(seen == 2)
  }
}

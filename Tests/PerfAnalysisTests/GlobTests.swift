import Testing

@testable import PerfAnalysis

@Test(arguments: [
  ("*", "", true), ("*", "anything", true), ("GET *", "GET /a", true), ("GET *", "POST /a", false),
  ("*/feed", "GET /api/feed", true), ("*/feed", "GET /api/feeds", false), ("a?c", "abc", true), ("a?c", "ac", false),
  ("*a*b*", "xxaxxbxx", true), ("*a*b*", "xxbxxaxx", false), ("", "", true), ("", "a", false),
])
func shellPattern(pattern: String, text: String, matches: Bool) {
  #expect(Glob(pattern).matches(text) == matches)
}

@Test func hostilePatternEndsAtOnce() {
  let text = String(repeating: "a", count: 5000)
  #expect(!Glob(String(repeating: "*a", count: 50) + "*b").matches(text))
}

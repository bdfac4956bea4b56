import PerfDiagnostics
import Testing

struct SpellingTests {
  static let known = ["markdown", "html", "json", "junit", "text"]

  @Test(
    arguments: [
      ("markdwon", "markdown"), ("htm", "html"), ("jsn", "json"), ("junti", "junit"), ("text", "text"), ("yaml", nil),
      ("", nil), ("completely-else", nil),
    ] as [(String, String?)])
  func nearest(word: String, expected: String?) {
    #expect(Spelling.nearest(to: word, among: Self.known) == expected)
  }
}

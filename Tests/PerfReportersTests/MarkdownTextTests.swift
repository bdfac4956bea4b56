import Testing

@testable import PerfReporters

@Suite struct MarkdownTextTests {
  @Test(arguments: [
    ("plain words, 12.5 ms", "plain words, 12.5 ms"), ("a|b", "a\\|b"), ("*x* _y_", "\\*x\\* \\_y\\_"),
    ("error_ratio", "error_ratio"), ("<script>&", "&lt;script&gt;&amp;"), ("[x](y)", "\\[x\\](y)"),
    ("a`b", "a\\`b"), ("~~x~~", "\\~\\~x\\~\\~"), ("x\\|y", "x\\\\\\|y"), ("a\nb", "a\\\\nb"),
    ("\u{202E}x", "\\\\u{202E}x"), ("&lt;x", "&amp;lt;x"),
  ])
  func `Syntax is escaped`(_ text: String, _ escaped: String) {
    #expect(MarkdownText.prose(text, at: .inline, inTable: false) == escaped)
  }

  @Test(arguments: [
    ("# x", "\\# x"), ("- x", "\\- x"), ("+ x", "\\+ x"), ("1. x", "1\\. x"), ("12) x", "12\\) x"), ("= x", "\\= x"),
    ("> x", "&gt; x"), ("--- x", "\\--- x"), ("1.5 s", "1\\.5 s"),
  ])
  func `What opens a block is escaped at the start of a line`(_ text: String, _ escaped: String) {
    #expect(MarkdownText.prose(text, at: .lineStart, inTable: false) == escaped)
  }

  @Test(arguments: [
    "@octocat", "(@octocat)", "#123", "owner/repo#1", "GH-12", "https://x.example", "www.example.com",
    "WWW.example.com",
    "a@b.example", "mailto:a", "deadbeef", "0123456789abcdef0123456789abcdef01234567", ":tada:", "$x$",
  ])
  func `What GitHub would link becomes code`(_ word: String) {
    #expect(MarkdownText.prose("see \(word) now", at: .inline, inTable: false) == "see `\(word)` now")
    #expect(MarkdownText.html(word) == "<code>\(word)</code>")
  }

  @Test(arguments: ["p(95)<250", "+14.8", "±12", "request.duration", "12:30", "a::b", "facade", "C#", "#"])
  func `What GitHub would not link stays prose`(_ word: String) { #expect(!MarkdownText.isReference(word)) }

  @Test(arguments: [
    ("x", "`x`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("a``b`", "``` a``b` ```"), (" a ", "`  a  `"),
    ("  ", "`  `"),
    ("<b>@x", "`<b>@x`"), ("a\nb", "`a\\nb`"), ("", ""),
  ])
  func `A code span holds anything`(_ text: String, _ span: String) {
    #expect(MarkdownText.code(text, inTable: false) == span)
  }

  @Test func `A pipe in a table's code needs a backslash, elsewhere it must have none`() {
    #expect(MarkdownText.code("a|b", inTable: true) == "`a\\|b`")
    #expect(MarkdownText.code("a|b", inTable: false) == "`a|b`")
  }

  @Test func `Two code spans never touch`() {
    let text = MarkdownRenderer().render(Document([.paragraph([.code("a"), .code("b"), .text("@c"), .code("d")])]))
    #expect(text == "`a` `b` `@c` `d`\n")
  }
}

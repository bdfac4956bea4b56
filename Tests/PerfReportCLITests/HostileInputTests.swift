import Foundation
import Testing

/// Names in an input are written by whoever wrote the input; none of them may leave its cell.
struct HostileInputTests {
  static let names = [
    "pipe|pipe", "`code`", "``", "<script>alert(1)</script>", "@everyone", "\u{1B}[2J\u{1B}[31mred", "two\nlines",
    "a\r\n| forged | row |", "\u{202E}desrever", "\u{0}nul", "[link](https://evil.example)", "<!-- --> -->",
    "#1 \\| \\",
    "a\tb", "a\u{200B}b", "$(touch pwned)", "%s%n",
  ]

  /// A k6 summary with one hostile endpoint name and one hostile check name each.
  private static func summary(slower: Double) throws -> String {
    var metrics: [String: Any] = [:]
    func trend(_ scale: Double) -> [String: Any] {
      [
        "avg": 10.5 * scale, "min": 1.0, "med": 10.0 * scale, "p(90)": 20.0 * scale, "p(95)": 25.0 * scale,
        "max": 90.0 * scale, "count": 4000,
      ]
    }
    metrics["http_req_duration"] = trend(1)
    metrics["http_reqs"] = ["count": 4000, "rate": 133.3]
    metrics["http_req_failed"] = ["passes": 0, "fails": 4000, "value": 0]
    for name in names { metrics["http_req_duration{name:\(name)}"] = trend(slower) }
    let checks = Dictionary(
      uniqueKeysWithValues: names.map { name -> (String, Any) in
        (name, ["name": name, "path": "::" + name, "id": "0", "passes": 3000, "fails": slower > 1 ? 900 : 10])
      })
    let group: [String: Any] = ["name": "", "path": "", "id": "0", "groups": [String: Any](), "checks": checks]
    let data = try JSONSerialization.data(withJSONObject: ["root_group": group, "metrics": metrics])
    return String(decoding: data, as: UTF8.self)
  }

  private func compared(_ format: String) throws -> String {
    let sandbox = try Sandbox()
    try sandbox.write(try Self.summary(slower: 1), to: "before.json")
    try sandbox.write(try Self.summary(slower: 3), to: "after.json")
    let outcome = try sandbox.run("perfreport compare before.json after.json --format \(format)")
    #expect(outcome.status == 1, "every endpoint takes three times as long: \(outcome.errors)")
    return outcome.output
  }

  @Test func textHasNoControlCharacters() throws {
    let text = try compared("text")
    let controls = text.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) }
    #expect(controls.isEmpty)
    #expect(!text.unicodeScalars.contains("\u{202E}") && !text.unicodeScalars.contains("\u{200B}"))
    #expect(text.contains("\\u{1B}[2J"), "what was there is shown, harmless")
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("lines") || $0.hasPrefix("| forged") })
  }

  @Test func inspectedNamesAreHarmlessToo() throws {
    let sandbox = try Sandbox()
    try sandbox.write(try Self.summary(slower: 1), to: "before.json")
    let text = try sandbox.run("perfreport inspect before.json").output
    #expect(text.contains("\\u{1B}[2J"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
  }

  @Test func markdownKeepsOneRowARow() throws {
    let markdown = try compared("markdown")
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("| endpoint") })
    let rows = lines[(start + 2)...].prefix { $0.hasPrefix("|") }
    #expect(rows.count == 2 * Self.names.count, "p50 and p95 of each endpoint")
    let columns = Self.cells(lines[start])
    for row in rows { #expect(Self.cells(row) == columns, "\(row)") }
    #expect(!markdown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    let prose = lines.map(Self.withoutCode).joined(separator: "\n")
    for word in ["<script", "@everyone", "](http", "code", "\\u{"] { #expect(!prose.contains(word)) }
    #expect(prose.components(separatedBy: "<!--").count == 2, "the only comment is the marker")
  }

  @Test func jsonHoldsTheNamesAsTheyAre() throws {
    let data = Data(try compared("json").utf8)
    let root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let rows = try #require(root["comparisons"] as? [[String: Any]])
    let checks = Set(rows.compactMap { ($0["labels"] as? [String: String])?["check"] })
    #expect(checks.isSuperset(of: Self.names))
  }

  /// The cells of a row of a Markdown table: GitHub takes a pipe for one unless a backslash stands before it.
  private static func cells(_ row: Substring) -> Int {
    zip(row, row.dropFirst()).count { $0 != "\\" && $1 == "|" }
  }

  /// A line without its code spans, in which nothing means anything: each ends with as many backticks as it begins with.
  private static func withoutCode(_ line: Substring) -> String {
    var prose = ""
    var rest = line
    while let start = rest.firstIndex(of: "`") {
      let fence = rest[start...].prefix { $0 == "`" }
      prose += rest[..<start]
      rest = rest[fence.endIndex...]
      if let end = Self.end(of: fence.count, in: rest) { rest = rest[end...] } else { prose += fence }
    }
    return prose + rest
  }

  /// Behind the first run of exactly so many backticks.
  private static func end(of count: Int, in text: Substring) -> Substring.Index? {
    var rest = text
    while let start = rest.firstIndex(of: "`") {
      let run = rest[start...].prefix { $0 == "`" }
      if run.count == count { return run.endIndex }
      rest = rest[run.endIndex...]
    }
    return nil
  }
}

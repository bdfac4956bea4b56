import Foundation
import PerfDiagnostics
import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis
@testable import PerfReporters

/// Names as an attacker would choose them, through every place of a report that prints one.
@Suite struct HostileNameTests {
  static let names = [
    "GET /a|b||c", "`code` ``two``", "<script>alert(1)</script>", "--><img src=x onerror=alert(1)>",
    "@octocat ping #123 GH-7",
    "\u{1B}[2J\u{1B}[31mred", "line one\nline two\r\n| forged | row |", "\u{202E}dessergeR\u{202C}", "\u{9B}31m",
    "</details></summary>",
    "https://evil.example/x www.evil.example deadbeefcafe", "[link](http://evil.example)", "![img](x)", "# heading",
    "\u{2028}\u{2029}\u{FEFF}\u{200B}\u{AD}", "   \t  ", "&lt;b&gt; &#64;x", "$\\frac{1}{2}$ :tada:", "\\", "\\`",
    "a\\|b", "~~~", "```",
    "| --- |", String(repeating: "長", count: 300),
  ]

  static func assessment(_ name: String) -> Assessment {
    let key = SeriesKey(.requestDuration, endpoint: name, labels: ["tag": name])
    let warning = Comparison.Warning(id: "x", text: name)
    func row(_ verdict: Verdict, gated: Bool = true, before: Double? = 1, after: Double? = 2) -> Comparison {
      Sample.row(
        name, labels: ["tag": name], before: before, after: after, verdict, interval: (0.1, 0.2), noise: 0.1, sees: 0.1,
        gated: gated, reason: name, warnings: [warning])
    }
    let cases = [Verdict.regressed, .improved, .new, .missing].enumerated().map { index, verdict in
      Sample.row(
        nil, .testFailed, .value, labels: ["case": "\(index) " + name], before: verdict == .new ? nil : 1,
        after: verdict == .missing ? nil : 1, verdict)
    }
    return Sample.assessment(
      .notComparable, .yellow, .unjudged, obstacles: [name, name], before: Sample.side(name), after: Sample.side(name),
      [
        row(.regressed), row(.inconclusive), row(.noData), row(.improved, gated: false), row(.new, before: nil),
        row(.missing, after: nil),
      ] + cases,
      renamed: [RenamedCandidate(before: key, after: key, similarity: 1)],
      preconditions: [
        Precondition(id: "x", outcome: .fails, text: name), Precondition(id: "y", outcome: .unknown, text: name),
      ],
      assumptions: [name], advice: [name],
      selfTest: SelfTestResult(seeing: 1, blind: [.init(key: key, statistic: .median, reason: name)]),
      diagnostics: [
        Diagnostic(
          .error, DiagnosticID(rawValue: name), name, at: PerfDiagnostics.SourceLocation(file: name, line: 1),
          hint: name)
      ])
  }

  /// A check in which every text is the name.
  static func check(_ name: String) -> CheckAssessment {
    func objective(_ scope: Objective.Scope, _ origin: ObjectiveSource.Origin = .document) -> Objective {
      Sample.objective(
        name, .requestDuration, .quantile(0.95), .less, .value(1), .seconds, scope: scope,
        scenario: LoadScenario(name: name), line: 7, file: name, origin: origin)
    }
    let target = UnreadTarget(
      source: ObjectiveSource(origin: .document, file: name, line: 9), text: name, reason: name)
    return Sample.check(
      .unknown, .yellow, .unjudged,
      [
        Sample.result(objective(.named(name)), endpoint: name, 2, .breached, headroom: -1, reason: name, advice: name),
        Sample.result(objective(.named(name), .codeBlock), endpoint: nil, nil, .unknown, reason: name),
        Sample.result(objective(.exactly(endpoint: name), .tool), endpoint: name, 0.5, .met, headroom: 0.5),
      ], notMeasurable: [target], notUnderstood: [target], obstacles: [name, name], side: Sample.side(name),
      diagnostics: [Diagnostic(.error, DiagnosticID(rawValue: name), name, hint: name)])
  }

  private static var options: ReportOptions {
    var options = ReportOptions()
    options.label = "@team <b>"
    options.id = "--> <b>"
    return options
  }

  @Test(arguments: names)
  func `A terminal gets no control but line breaks and our colours`(_ name: String) {
    var options = Self.options
    options.color = true
    for (width, isCheck) in [(nil, false), (80, false), (nil, true), (80, true)] as [(Int?, Bool)] {
      options.width = width
      var plain =
        isCheck
        ? CheckReport.text(Self.check(name), options) : ComparisonReport.text(Self.assessment(name), options)
      for code in ["1", "31", "32", "33", "1;31", "1;32", "1;33", "0"] {
        plain = plain.replacing("\u{1B}[\(code)m", with: "")
      }
      #expect(!plain.unicodeScalars.contains { $0 != "\n" && PrintableText.isUnsafe($0) })
    }
  }

  @Test(arguments: names)
  func `A name cannot add lines to a text`(_ name: String) {
    func lines(_ text: String) -> Int { text.count { $0 == "\n" } }
    #expect(
      lines(ComparisonReport.text(Self.assessment(name))) == lines(ComparisonReport.text(Self.assessment("plain"))))
    #expect(lines(CheckReport.text(Self.check(name))) == lines(CheckReport.text(Self.check("plain"))))
  }

  @Test(arguments: names)
  func `Markdown holds no foreign syntax`(_ name: String) {
    Self.expectHarmless(
      ComparisonReport.markdown(Self.assessment(name), Self.options),
      like: ComparisonReport.markdown(Self.assessment("plain"), Self.options))
    Self.expectHarmless(
      CheckReport.markdown(Self.check(name), Self.options),
      like: CheckReport.markdown(Self.check("plain"), Self.options))
  }

  /// - Parameter plain: the same report with a name that has nothing to it.
  static func expectHarmless(_ text: String, like plain: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.count == plain.split(separator: "\n", omittingEmptySubsequences: false).count)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && PrintableText.isUnsafe($0) })
    #expect(cells(lines) == cells(plain.split(separator: "\n").map(String.init)))
    #expect(lines[0] == plain.split(separator: "\n")[0])
    let prose = withoutCode(lines.dropFirst().joined(separator: "\n"))
    var tagless = prose
    for tag in ["details", "summary", "sup", "code", "b"] {
      tagless = tagless.replacing("<\(tag)>", with: "").replacing("</\(tag)>", with: "")
    }
    #expect(!tagless.contains("<"))
    for danger in ["@octocat", "@team", "#123", "GH-7", "://", "www.", "deadbeef", ":tada:", "](", "$"] {
      #expect(!prose.contains(danger), "\(danger) stands outside code")
    }
  }

  @Test func `An id cannot leave the marker`() {
    #expect(
      ComparisonReport.markdown(Self.assessment("plain"), Self.options).hasPrefix("<!-- perfreport:compare id=-b- -->"))
  }

  @Test(arguments: names)
  func `A check's JSON stays JSON and keeps the name`(_ name: String) throws {
    let json = CheckReport.json(Self.check(name))
    #expect(try JSONSchema(try #require(SchemaCatalogue.text(SchemaCatalogue.check))).complaints(about: json) == [])
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((object["objectives"] as? [[String: Any]])?[0]["text"] as? String == name)
  }

  @Test(arguments: names)
  func `JSON stays JSON and keeps the name`(_ name: String) throws {
    let json = ComparisonReport.json(Self.assessment(name))
    #expect(
      try JSONSchema(try #require(SchemaCatalogue.text(SchemaCatalogue.comparison))).complaints(about: json) == [])
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((object["before"] as? [String: Any])?["label"] as? String == name)
    #expect(!json.unicodeScalars.contains { $0 != "\n" && PrintableText.isUnsafe($0) })
  }

  /// The number of cell borders of every table row; in a table a backslash before a pipe always escapes it.
  private static func cells(_ lines: [String]) -> [Int] {
    lines.filter { $0.hasPrefix("| ") }.map {
      $0.replacing("\\|", with: "").count { $0 == "|" }
    }
  }

  /// The text without code spans and escaped characters, as CommonMark finds them: a run of backticks up to the next run of the same length.
  private static func withoutCode(_ text: String) -> String {
    var output = ""
    var rest = Array(text)[...]
    while let character = rest.first {
      if character == "\\" {
        output += "·"
        rest = rest.dropFirst(2)
      } else if character == "`" {
        let fence = rest.prefix { $0 == "`" }.count
        rest = rest.dropFirst(fence)
        while let next = rest.first {
          let run = rest.prefix { $0 == "`" }.count
          rest = rest.dropFirst(max(run, 1))
          if next == "`", run == fence { break }
          #expect(next != "\n", "a code span runs over the end of its line")
        }
        output += "x"
      } else {
        output.append(character)
        rest = rest.dropFirst()
      }
    }
    return output.replacing(try! Regex("<code>[^<]*</code>"), with: "x")
  }
}

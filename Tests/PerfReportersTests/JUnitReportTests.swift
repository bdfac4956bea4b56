import Foundation
import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis
@testable import PerfReporters

@Suite struct JUnitReportTests {
  @Test func `A check is a suite per document and a case per objective`() {
    expectGolden(CheckReport.junit(CheckCase.assessment), "check-junit-a-case-per-objective.xml")
  }

  @Test func `A comparison is a case per gated row`() {
    expectGolden(ComparisonReport.junit(ServiceCase.assessment), "comparison-junit-a-case-per-gated-row.xml")
  }

  @Test func `A comparison that could not be judged holds an error, whatever its cases are`() {
    let skipped = Sample.row("GET /a", before: 0.05, after: nil, .missing)
    for rows in [[], [skipped]] {
      let xml = ComparisonReport.junit(Sample.assessment(.notComparable, .yellow, .unjudged, rows))
      #expect(xml.contains("tests=\"\(rows.count + 1)\" failures=\"0\" errors=\"1\""), "\(xml)")
      #expect(xml.contains("type=\"notComparable\">"))
    }
    let judged = ComparisonReport.junit(Sample.assessment(.inconclusive, .yellow, .good, [skipped]))
    #expect(judged.contains("errors=\"0\""))
  }

  /// Too close: the actual value decides, unless nothing open is accepted.
  @Test(arguments: [
    (0.9, false, "<testcase", 0, 0), (1.1, false, "<failure", 1, 0), (0.9, true, "<skipped", 0, 1),
    (1.1, true, "<skipped", 0, 1),
  ])
  func `What is too close to call is decided by the actual value or skipped`(
    _ actual: Double, _ isStrict: Bool, _ element: String, _ failures: Int, _ skipped: Int
  ) {
    let objective = Sample.objective("p95 < 1s", .less, .value(1), .seconds, line: 1)
    let check = Sample.check(.met, .green, .good, [Sample.result(objective, endpoint: nil, actual, .tooCloseToCall)])
    let xml = CheckReport.junit(check, isStrict: isStrict)
    #expect(xml.contains(element))
    #expect(xml.contains("tests=\"1\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""))
  }

  @Test func `One text on several objectives gives several names`() {
    let names = CheckReport.junit(
      Sample.check(
        .met, .green, .good,
        [("a", 0.5), ("b", 0.95), ("b", 0.95)].map { endpoint, p in
          Sample.result(
            Sample.objective(
              "| Sign-in | 1s | 1s |", .requestDuration, .quantile(p), .less, .value(1), .seconds, line: 1),
            endpoint: endpoint, 0.5, .met)
        })
    ).split(separator: "\n").filter { $0.contains("<testcase") }
    #expect(names.count == 3 && Set(names).count == 3)
    #expect(names[0].contains("name=\"| Sign-in | 1s | 1s | – p50 of a &lt; 1 s\""))
    #expect(names[2].contains(" (2)\""))
  }

  @Test(arguments: HostileNameTests.names + ["\u{0}\u{8}\u{FFFE}\u{FFFF}]]>"])
  func `Any text stays well-formed XML without control characters`(_ name: String) throws {
    for xml in [
      CheckReport.junit(HostileNameTests.check(name)), ComparisonReport.junit(HostileNameTests.assessment(name)),
    ] {
      #expect(XMLReader.isWellFormed(xml))
      #expect(!xml.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) })
    }
  }
}

/// The least reader that says whether XML is nested, quoted and escaped as it has to be; its elements hold no comments or CDATA.
private enum XMLReader {
  static func isWellFormed(_ xml: String) -> Bool {
    var open: [Substring] = []
    var rest = xml.dropFirst("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".count)
    while let start = rest.firstIndex(of: "<") {
      guard isText(rest[..<start]), let end = rest[start...].firstIndex(of: ">") else { return false }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
        continue
      }
      let name = tag.prefix { $0.isLetter || $0 == "-" }
      guard isAttributes(tag.dropFirst(name.count)) else { return false }
      if !tag.hasSuffix("/") { open.append(name) }
    }
    return open.isEmpty && rest == "\n"
  }

  private static func isText(_ text: Substring) -> Bool {
    text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy { part in
      ["amp;", "lt;", "gt;", "quot;", "#39;"].contains { part.hasPrefix($0) }
    }
  }

  private static func isAttributes(_ text: Substring) -> Bool {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.count % 2 == 1
      && parts.enumerated().allSatisfy { index, part in
        if index % 2 == 1 { return isText(part) && !part.contains("<") }
        return index == parts.count - 1 ? part.isEmpty || part == "/" : part.hasPrefix(" ") && part.hasSuffix("=")
      }
  }
}

import PerfDiagnostics

/// A JUnit test report, as CI servers read it: suites of cases, each with one outcome.
///
/// The common dialect of Jenkins, GitLab and GitHub actions: attributes that every one of them reads, and no more.
struct JUnitReport {
  let name: String
  var suites: [Suite]

  /// Cases that belong together.
  struct Suite {
    let name: String
    var cases: [Case]
    /// Lines for people.
    var remarks: [String] = []
  }

  /// One test case.
  struct Case {
    let className: String
    let name: String
    let outcome: Outcome
    /// Where it was written.
    var file: String?
    var line: Int?
  }

  /// How a case ended.
  enum Outcome: Hashable {
    /// With a remark for people where something qualifies it.
    case passed(remark: String?)
    case failed(type: String, message: String)
    case error(type: String, message: String)
    case skipped(String)
  }

  /// The report as XML with a final line break.
  var text: String {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    let cases = suites.flatMap(\.cases)
    lines.append("<testsuites\(Self.attributes([("name", name)] + Self.counts(cases)))>")
    for suite in suites { lines += Self.lines(suite) }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ suite: Suite) -> [String] {
    var lines = ["  <testsuite\(attributes([("name", suite.name)] + counts(suite.cases)))>"]
    lines += suite.cases.flatMap(Self.lines)
    if !suite.remarks.isEmpty {
      lines.append("    <system-out>\(suite.remarks.map(escape).joined(separator: "\n"))</system-out>")
    }
    return lines + ["  </testsuite>"]
  }

  private static func lines(_ testCase: Case) -> [String] {
    var pairs = [("classname", testCase.className), ("name", testCase.name)]
    if let file = testCase.file { pairs.append(("file", file)) }
    if let line = testCase.line { pairs.append(("line", String(line))) }
    let open = "    <testcase\(attributes(pairs))"
    let inner: String
    switch testCase.outcome {
    case .passed(nil): return [open + "/>"]
    case .passed(let remark?): inner = "<system-out>\(escape(remark))</system-out>"
    case .failed(let type, let message):
      inner = "<failure\(attributes([("message", message), ("type", type)]))>\(escape(message))</failure>"
    case .error(let type, let message):
      inner = "<error\(attributes([("message", message), ("type", type)]))>\(escape(message))</error>"
    case .skipped(let reason): inner = "<skipped\(attributes([("message", reason)]))/>"
    }
    return [open + ">", "      " + inner, "    </testcase>"]
  }

  private static func counts(_ cases: [Case]) -> [(String, String)] {
    var counts = (failures: 0, errors: 0, skipped: 0)
    for testCase in cases {
      switch testCase.outcome {
      case .passed: break
      case .failed: counts.failures += 1
      case .error: counts.errors += 1
      case .skipped: counts.skipped += 1
      }
    }
    let named = [
      ("tests", cases.count), ("failures", counts.failures), ("errors", counts.errors), ("skipped", counts.skipped),
    ]
    return named.map { ($0.0, String($0.1)) }
  }

  private static func attributes(_ pairs: [(String, String)]) -> String {
    pairs.map { " \($0.0)=\"\(escape($0.1))\"" }.joined()
  }

  /// Foreign text inside XML: control characters made visible, markup escaped, and what XML 1.0 cannot hold left out.
  static func escape(_ text: String) -> String {
    var output = ""
    for scalar in PrintableText.escape(text).unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": break
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}

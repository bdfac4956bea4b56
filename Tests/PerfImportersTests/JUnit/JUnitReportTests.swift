import PerfDiagnostics
import PerfFormats
import PerfImporterConformance
import PerfModel
import Testing

@testable import PerfImporters

/// What is said of reports that are odd, and what is refused.
struct JUnitReportTests {
  @Test(
    "no test case is no pass",
    arguments: [
      "<testsuites/>", "<testsuite tests='0'/>", "<testsuites><testsuite name='s'/></testsuites>",
    ])
  func noCases(report: String) throws {
    let run = try readJUnit(report)
    #expect(
      lines(run) == ["test.duration: no data", "test.count: 0.0", "test.failed: no data", "test.skipped: no data"])
    #expect(run.diagnostics.map(\.id) == [.noData])
    #expect(run.diagnostics[0].severity == .note)
  }

  @Test("a suite that failed outside of its cases is counted and named")
  func suiteError() throws {
    let run = try readJUnit("<testsuites>\n<testsuite name='s' tests='1'>\n<error/></testsuite></testsuites>")
    #expect(value(run, .testCount) == 0)
    #expect(value(run, .testFailed) == 1)
    #expect(value(run, .testFailed, nil, ["case": "s (suite)"]) == 1)
    #expect(run.diagnostics.map(\.id.rawValue) == ["junit-suite-error"])
    #expect(run.diagnostics[0].location?.line == 3)
  }

  @Test("times that cannot be used are left out and counted")
  func times() throws {
    let times = ["-1", "-2", "1,234", "soon", "", "0.5"]
    let cases = times.enumerated().map { "<testcase classname='c' name='n\($0.offset)' time='\($0.element)'/>" }
    let run = try readJUnit("<testsuite>\n\(cases.joined(separator: "\n"))</testsuite>")
    #expect(value(run, .testDuration, nil, .none, .sum) == 0.5)
    #expect(value(run, .testCount) == 6)
    #expect(run.diagnostics.map(\.id.rawValue) == ["junit-time", "junit-time", "junit-time"])
    #expect(run.diagnostics.map { $0.location?.line } == [2, 4, 5])
    #expect(run.diagnostics[0].message == "time=\"-1\" is negative and is left out; 2 in all, this is the first")
  }

  @Test(
    "the attribute tests means the suite's own cases or all below it",
    arguments: [
      ("<testsuite tests='1'><testcase/></testsuite>", nil),
      ("<testsuites tests='1'><testsuite><testcase/></testsuite></testsuites>", nil),
      ("<testsuite tests='1'><testsuite tests='2'><testcase/><testcase/></testsuite><testcase/></testsuite>", nil),
      ("<testsuite tests='3'><testsuite tests='2'><testcase/><testcase/></testsuite><testcase/></testsuite>", nil),
      ("<testsuite tests=''><testcase/></testsuite>", nil),
      ("<testsuite name='s' tests='15'><testcase/></testsuite>", "the suite \"s\" says tests=\"15\" and holds 1"),
      ("<testsuites tests='1'><testsuite/></testsuites>", "the suite \"(unnamed)\" says tests=\"1\" and holds 0"),
    ])
  func declaredCounts(report: String, message: String?) throws {
    #expect(try readJUnit(report).says("junit-count")?.message == message)
  }

  @Test(
    "the run lasted as long as the root says, or its only suite",
    arguments: [
      ("<testsuites time='3'><testsuite time='1'/></testsuites>", 3.0),
      ("<testsuites><testsuite time='1'><testsuite time='2'/></testsuite></testsuites>", 1),
      ("<testsuites><testsuite time='1'/><testsuite time='2'/></testsuites>", nil),
      ("<testsuite time='1,234.5'/>", 1234.5),
      ("<testsuite/>", nil),
    ])
  func duration(report: String, seconds: Double?) throws { #expect(try readJUnit(report).duration == seconds) }

  @Test(arguments: [
    ("<test-run><testcase/></test-run>", 1, "junit-structure"),
    ("<testsuite>\n<testcase>\n<testcase/></testcase></testsuite>", 3, "junit-structure"),
    ("<testsuite>\n<testcase name='n'>", 2, "xml-syntax"),
    ("<!DOCTYPE testsuite [\n<!ENTITY a 'b'>]>\n<testsuite/>", 1, "xml-doctype"),
    ("", 1, "input-empty"),
  ])
  func isRefused(report: String, line: Int, id: String) throws {
    let refusal = try #require(junitRefusal(Array(report.utf8)))
    #expect(refusal.id.rawValue == id)
    #expect(refusal.location == SourceLocation(file: "report.xml", line: line, column: refusal.location?.column))
    #expect(refusal.hint != nil)
  }

  @Test(arguments: [
    ("<testsuites>", Confidence.certain), ("<testsuite name='s'>", .certain), ("<testrun>", .certain),
    ("\u{FEFF}<?xml version='1.0'?><!-- c --><testsuites/>", .certain),
    ("<!DOCTYPE testsuites [<!ENTITY a 'b'>]><testsuites/>", .certain),
    ("<!--" + String(repeating: "-", count: 5000), .maybe),
    ("<testResults>", .no), ("<test-run>", .no), ("<assemblies>", .no), ("<html>", .no), ("testsuites", .no),
  ])
  func sniff(text: String, confidence: Confidence) {
    #expect(JUnitImporter.sniff(Array(text.utf8).prefix(ByteSource.prefixLength)) == confidence)
  }

  @Test("beyond the limit cases are counted, not listed; failures get as much room again")
  func cardinality() throws {
    var limits = InputLimits()
    limits.maximumLabelValues = 3
    let passes = (0..<5).map { "<testcase classname='c' name='pass\($0)' time='1'/>" }
    let failures = (0..<5).map { "<testcase classname='c' name='fail\($0)' time='1'><failure/></testcase>" }
    let report = "<testsuite>\((passes + failures + passes).joined())</testsuite>"
    var source = try ByteSource.bytes(Array(report.utf8), name: "report.xml", limits: limits)
    var builder = RunBuilder(label: "run", tool: "junit", format: "junit")
    var importer = JUnitImporter(options: ImportOptions(limits: limits))
    try importer.read(&source, into: &builder)
    let run = builder.finish()[0]
    #expect(
      Set(run.series.compactMap { $0.key.labels["case"] })
        == ["c::pass0", "c::pass1", "c::pass2", "c::fail0", "c::fail1", "c::fail2"])
    #expect(value(run, .testDuration, nil, ["case": "c::pass2"], .sum) == 2)
    #expect(value(run, .testCount) == 15)
    #expect(value(run, .testFailed) == 5)
    #expect(value(run, .testDuration, nil, .none, .sum) == 15)
    #expect(run.diagnostics.map(\.id) == [.labelCardinality])
    #expect(run.diagnostics[0].message.hasPrefix("6 of 15 test cases are counted, but not listed"))
  }
}

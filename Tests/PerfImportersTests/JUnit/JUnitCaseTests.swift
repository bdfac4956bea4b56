import PerfModel
import Testing

@testable import PerfImporters

/// One report of one case each, and the id that the case has.
struct JUnitCaseTests {
  @Test(arguments: [
    ("<testsuite name='s'><testcase classname='c' name='n'/></testsuite>", "c::n"),
    ("<testsuite name='s'><testcase classname=' c ' name=' n '/></testsuite>", "c::n"),
    ("<testsuite name='s'><testcase name='n'/></testsuite>", "s::n"),
    ("<testsuite name='s'><testcase classname='' name='n'/></testsuite>", "s::n"),
    ("<testsuite name='s'><testsuite name='t'><testcase name='n'/></testsuite></testsuite>", "t::n"),
    ("<testsuites><testcase name='n'/></testsuites>", "n"),
    ("<testsuite><testcase file='f.py' name='n'/></testsuite>", "f.py::n"),
    ("<testsuite name='s'><testcase classname='c' file='f.py' name='n'/></testsuite>", "c::n"),
    ("<testsuite name='s'><testcase classname='c' name='n[1-a &amp; b]'/></testsuite>", "c::n[1-a & b]"),
    ("<testsuite name='s'><testcase classname='bzt-8742200895161' name='n'/></testsuite>", "s::n"),
    ("<testsuite name='s'><testcase classname='bzt-x' name='n'/></testsuite>", "bzt-x::n"),
    ("<testsuite name='s'><testcase classname='c'/></testsuite>", "c::(unnamed)"),
    ("<testsuite><testcase/></testsuite>", "(unnamed)"),
  ])
  func id(report: String, id: String) throws {
    let run = try readJUnit(report)
    #expect(run.series.compactMap { $0.key.labels["case"] } == [id])
  }

  @Test("a long name is cut, and its end still tells it apart")
  func longNames() throws {
    let long = String(repeating: "ä", count: 100_000)
    let run = try readJUnit(
      "<testsuite name='s'><testcase name='\(long)1'/><testcase name='\(long)2'/></testsuite>")
    let ids = run.series.compactMap { $0.key.labels["case"] }
    #expect(Set(ids).count == 2)
    #expect(ids.allSatisfy { $0.hasPrefix("s::ää") && $0.utf8.count < 550 && !$0.contains("\u{FFFD}") })
    // Not the process's own hash: FNV-1a of the bytes that were cut.
    #expect(ids.allSatisfy { $0.contains("ä…#") })
    let alone = try readJUnit("<testsuite name='s'><testcase name='\(long)1'/></testsuite>")
    #expect(alone.series.compactMap { $0.key.labels["case"] } == [ids[0]])
  }

  @Test("the cases of two runs of Taurus have the same ids, although it numbers its runs")
  func taurus() throws {
    let ids = try ["before", "after"].map { side in
      let bytes = try FixtureFiles.bytes("junit/taurus_\(side)_sample_labels.xml")
      return Set(try readJUnit(bytes).series.compactMap { $0.key.labels["case"] })
    }
    #expect(ids[0] == ids[1])
    #expect(ids[0].contains("sample_labels::GET /api/feed"))
  }
}

import PerfDiagnostics
import PerfModel
import Testing

@testable import PerfImporters

/// Small reports, and every series that comes of them.
struct JUnitOutcomeTests {
  static let totals = "test.duration: no data"

  @Test func outcomes() throws {
    let run = try readJUnit(
      """
      <testsuites time="2.5">
        <testsuite name="s" tests="6" timestamp="2026-03-01T12:00:01Z">
          <testcase classname="c" name="timed" time="0.5"/>
          <testcase classname="c" name="untimed"/>
          <testcase classname="c" name="failed" time="0.25"><failure/></testcase>
          <testcase classname="c" name="broken"><error/></testcase>
          <testcase classname="c" name="skipped" time="0.000"><skipped/></testcase>
          <testcase classname="c" name="disabled" status="notrun" time="0"/>
        </testsuite>
        <testsuite name="earlier" timestamp="2026-03-01T12:00:00Z"/>
      </testsuites>
      """)
    #expect(
      lines(run) == [
        "test.duration: 2 x 0.375 0.25 0.5",
        "test.duration c::failed: 1 x 0.25",
        "test.duration c::timed: 1 x 0.5",
        "test.count: 6.0",
        "test.count c::untimed: 1.0",
        "test.failed: 2.0",
        "test.failed c::broken: 1.0",
        "test.failed c::failed: 1.0",
        "test.skipped: 2.0",
        "test.skipped c::disabled: 1.0",
        "test.skipped c::skipped: 1.0",
      ])
    #expect(value(run, .testDuration, nil, .none, .sum) == 0.75)
    #expect(run.duration == 2.5)
    #expect(run.startedAt?.rfc3339 == "2026-03-01T12:00:00.000Z")
    #expect(run.diagnostics == [])
  }

  @Test("a case that failed and was skipped too is failed, once")
  func severalResults() throws {
    let run = try readJUnit(
      "<testsuite><testcase name='n'><skipped/><failure/><failure/><error/></testcase></testsuite>")
    #expect(lines(run).contains("test.failed: 1.0"))
    #expect(lines(run).contains("test.skipped: 0.0"))
  }

  @Test("results are those of the case itself, not of elements deeper in it")
  func nestedResults() throws {
    let run = try readJUnit(
      "<testsuite><testcase name='n'><system-out><failure/></system-out><properties><error/></properties></testcase></testsuite>"
    )
    #expect(lines(run).contains("test.failed: 0.0"))
  }

  /// `F` failed, `.` passed, `S` skipped: elements of one id in one suite, in this order.
  @Test(arguments: [
    ("F.", 0, 1), ("FF.", 0, 2), (".F", 1, 0), ("F.F", 2, 0), ("FF", 2, 0), ("..", 0, 0), ("SF", 1, 0), ("FS", 1, 0),
    ("FS.", 0, 1), (".F.", 0, 1),
  ])
  func reruns(attempts: String, failed: Int, flaky: Int) throws {
    let cases = attempts.map { attempt in
      "<testcase classname='c' name='n'>\(["F": "<failure/>", "S": "<skipped/>"][attempt] ?? "")</testcase>"
    }
    let run = try readJUnit("<testsuite name='s'>\(cases.joined())</testsuite>")
    let flakyID = MetricID(rawValue: "custom.test.flaky")
    #expect(value(run, .testFailed) == Double(failed))
    #expect(value(run, .testFailed, nil, ["case": "c::n"]) == (failed > 0 ? Double(failed) : nil))
    #expect(value(run, flakyID, nil, ["case": "c::n"]) == (flaky > 0 ? Double(flaky) : nil))
    #expect(value(run, flakyID) == (flaky > 0 ? Double(flaky) : nil))
    #expect(value(run, .testCount) == Double(attempts.count))
  }

  @Test("a pass in another suite does not redeem a failure, and nor does that of another case without a name")
  func differentTests() throws {
    let reports = [
      "<testsuites><testsuite name='a'><testcase classname='c' name='n'><failure/></testcase></testsuite>"
        + "<testsuite name='b'><testcase classname='c' name='n'/></testsuite></testsuites>",
      "<testsuite name='a'><testcase><failure/></testcase><testcase/></testsuite>",
    ]
    for report in reports { #expect(value(try readJUnit(report), .testFailed) == 1) }
  }

  @Test(
    "Maven's own words for reruns",
    arguments: [
      ("<flakyFailure/><flakyError/>", 0.0, 2.0), ("<failure/><rerunFailure/><rerunError/>", 1, nil),
      ("<rerunFailure/>", 0, 1),
    ] as [(String, Double, Double?)])
  func surefire(results: String, failed: Double, flaky: Double?) throws {
    let run = try readJUnit(
      "<testsuite name='s'><testcase classname='c' name='n' time='1'>\(results)</testcase></testsuite>")
    #expect(value(run, .testFailed) == failed)
    #expect(value(run, MetricID(rawValue: "custom.test.flaky"), nil, ["case": "c::n"]) == flaky)
    #expect(value(run, .testDuration, nil, ["case": "c::n"], .mean) == 1)
  }

  @Test("pytest writes a rerun as one more passing case, and the last word counts")
  func pytest() throws {
    let run = try readJUnit(FixtureFiles.bytes("junit/pytest_reruns.xml"))
    #expect(
      lines(run) == [
        "test.duration: 7 x \(0.003 / 7) 0.0 0.001",
        "test.duration test_flaky::test_always_fails: 4 x 0.0",
        "test.duration test_flaky::test_flaky: 3 x 0.001",
        "test.count: 7.0",
        "test.failed: 1.0",
        "test.failed test_flaky::test_always_fails: 1.0",
        "test.skipped: 0.0",
      ])
    #expect(run.duration == 0.046)
    #expect(run.says("junit-count")?.message == "the suite \"pytest\" says tests=\"2\" and holds 7")
  }
}

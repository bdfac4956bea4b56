import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis
@testable import PerfReporters

@Suite struct AnnotationTests {
  @Test func `A check annotates the lines of its documents, the worst first`() {
    expectGolden(CheckReport.github(CheckCase.assessment), "check-github-the-worst-first.txt")
  }

  @Test func `A comparison names what regressed and sums up`() {
    expectGolden(ComparisonReport.github(ServiceCase.assessment), "comparison-github-sums-up.txt")
  }

  /// Escapes of actions/toolkit, packages/core/src/command.ts.
  @Test func `Signs that steer the runner are escaped`() {
    let command = WorkflowCommand(
      level: .error, file: "a,b:c%.md", line: 3, title: "x: y, z", message: "100 % ::stop:: a,b")
    #expect(command.text == "::error file=a%2Cb%3Ac%25.md,line=3,title=x%3A y%2C z::100 %25 ::stop:: a,b")
  }

  @Test func `A line without a file is no place`() {
    #expect(WorkflowCommand(level: .notice, line: 3, title: "t", message: "m").text == "::notice title=t::m")
  }

  @Test(arguments: [
    (Objective.Tier.target, ObjectiveStatus.breached, "::error file"), (.critical, .breached, "::error file"),
    (.warning, .breached, "::warning file"), (.target, .unknown, "::warning file"),
    (.target, .tooCloseToCall, "::warning file"),
  ])
  func `A missed warning is a warning`(_ tier: Objective.Tier, _ status: ObjectiveStatus, _ start: String) {
    let objective = Sample.objective(
      "p95 < 1s", .requestDuration, .quantile(0.95), .less, .value(1), .seconds, tier: tier, line: 1)
    let check = Sample.check(.breached, .yellow, .bad, [Sample.result(objective, endpoint: nil, 2, status)])
    #expect(CheckReport.github(check).hasPrefix(start))
  }

  @Test(arguments: HostileNameTests.names)
  func `No name makes a command of its own`(_ name: String) {
    for text in [
      CheckReport.github(HostileNameTests.check(name)), ComparisonReport.github(HostileNameTests.assessment(name)),
    ] {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(lines.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") || $0.hasPrefix("::notice ") })
      let plain = CheckReport.github(HostileNameTests.check("plain"))
      if text.contains("perfreport check") {
        #expect(lines.count + 1 == plain.split(separator: "\n", omittingEmptySubsequences: false).count)
      }
    }
  }
}

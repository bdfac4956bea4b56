import Foundation
import TestCorpus
import Testing

/// Every file of `Scenarios` is played with the built program.
struct ScenarioTests {
  static let folder = TestCorpus.repository + "/Tests/PerfReportCLITests/Scenarios/"
  static let names = TestCorpus.files(below: folder)

  @Test(arguments: names)
  func play(name: String) throws {
    let text = try String(contentsOfFile: Self.folder + name, encoding: .utf8)
    let scenario = try Scenario(text)
    let actual = try scenario.play()
    let isGood = zip(actual, scenario.steps).allSatisfy { $0.agrees(with: $1) }
    if !isGood, Recording.isOn { return try Recording.write(scenario.text(with: actual), to: Self.folder + name) }
    for (happened, expected) in zip(actual, scenario.steps) {
      #expect(happened.agrees(with: expected), "\(name), what happened:\n\(happened.transcript)")
    }
  }

  @Test("every exit status of the README is reached by some scenario")
  func statuses() throws {
    let scenarios = try Self.names.map {
      try Scenario(String(contentsOfFile: Self.folder + $0, encoding: .utf8))
    }
    let reached = scenarios.flatMap(\.steps).filter { $0.command.contains("perfreport") }.compactMap(\.status)
    #expect(Set(reached).isSuperset(of: [0, 1, 2, 64, 65, 66, 73, 74]))
  }

  @Test(
    "wildcards stand for characters and lines, and for nothing else",
    arguments: [
      (["a", "b", "c"], ["…"], true), (["a", "b", "c"], ["a", "…", "c"], true), (["a", "c"], ["a", "…", "c"], true),
      (["a", "b"], ["a", "…", "c"], false), (["ab 12 cd"], ["ab … cd"], true), (["ab 12 cd"], ["ab … ce"], false),
      (["a"], ["a", "b"], false), (["a", "b"], ["a"], false), ([], [], true), (["b", "c", "c"], ["…", "c"], true),
    ])
  func wildcards(lines: [String], expected: [String], matches: Bool) {
    #expect(Wildcards.matches(lines, expected) == matches)
  }

  @Test("a scenario that expects something else fails")
  func failing() throws {
    let scenario = try Scenario("A wrong one.\n\n$ echo hello; echo woe >&2\ngoodbye\n2> woe\n[status 0]\n")
    let actual = try scenario.play()
    #expect(!actual[0].agrees(with: scenario.steps[0]))
    #expect(scenario.text(with: actual) == "A wrong one.\n\n$ echo hello; echo woe >&2\nhello\n2> woe\n[status 0]\n")
  }
}

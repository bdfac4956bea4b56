import PerfAnalysis
import PerfDiagnostics
import PerfFormats
import PerfModel
import Testing

@testable import PerfReportCLI

/// Every YAML block of the documentation is YAML, and those for `perfreport.yml` say what the pages claim.
struct ConfigPageTests {
  private static func isConfiguration(_ block: String) -> Bool { block.hasPrefix("# perfreport.yml\n") }

  @Test(arguments: DocumentationPage.all)
  func blocksParse(page: DocumentationPage) throws {
    for block in try page.blocks("yaml") {
      if Self.isConfiguration(block) {
        _ = try ConfigFile(text: block, name: page.path).policy()
      } else {
        _ = try YAMLDocument(block, name: page.path)
      }
    }
  }

  @Test func theFullExampleSetsEverything() throws {
    let block = try #require(try DocumentationPage("docs/config.md").blocks("yaml").first(where: Self.isConfiguration))
    let policy = try ConfigFile(text: block, name: "perfreport.yml").policy()
    #expect(policy.margins.center == 0.03 && policy.margins.upper == 0.08 && policy.margins.tail == 0.20)
    #expect(policy.margins.rate == 0.02 && policy.margins.ratio == 0.002 && policy.margins.durationFloor == 0.0005)
    #expect(policy.runToRunDeviation == 0.03 && policy.isRunToRunDeviationKnown)
    #expect(policy.designEffect == 1.5 && policy.errorDesignEffect == 4)
    #expect(
      policy.directions == [
        MetricID(rawValue: "custom.search_hits"): .higherIsBetter,
        MetricID(rawValue: "custom.search_errors"): .lowerIsBetter, .iterationCount: .informational,
      ])
    #expect(policy.gatedMetrics == [.iterationDuration, MetricID(rawValue: "custom.search_errors")])
  }

  /// The hint of an unknown key lists those that exist.
  @Test(arguments: ["nonsense: 1", "margins:\n  nonsense: 1", "noise:\n  nonsense: 1"])
  func everyKeyIsExplained(text: String) throws {
    let explained = try DocumentationPage("docs/config.md").firstColumn()
    do throws(Diagnostic) {
      _ = try ConfigFile(text: text, name: "perfreport.yml").policy()
      Issue.record("an unknown key was taken")
    } catch {
      let known = try #require(error.hint?.wholeMatch(of: /known: (.*)/)).1.split(separator: ", ").map(String.init)
      #expect(known.count > 2)
      for key in known { #expect(explained.contains(key), "\(key)") }
    }
  }
}

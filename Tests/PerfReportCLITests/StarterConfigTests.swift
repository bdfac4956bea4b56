import PerfAnalysis
import PerfCapacity
import PerfModel
import PerfReporters
import PerfUnits
import Testing

@testable import PerfReportCLI

/// What `perfreport init` writes is read back, as it is and with every line taken in.
struct StarterConfigTests {
  /// The file without the `#` in front of its settings; explanations have a space behind theirs.
  private static var full: String {
    StarterConfig.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("#") && !line.hasPrefix("# ") || line.hasPrefix("#  ") ? String(line.dropFirst()) : String(line)
    }.joined(separator: "\n")
  }

  @Test func asItIsItChangesNothing() throws {
    let file = try ConfigFile(text: StarterConfig.text, name: "perfreport.yml")
    #expect(try file.objectives() == nil)
    #expect(try file.policy() == ConfigFile(text: "", name: "empty").policy())
    #expect(try file.capacity().settings == CapacitySection(tiers: []).settings)
  }

  @Test func withEveryLineTakenInItSetsEverything() throws {
    let file = try ConfigFile(text: Self.full, name: "perfreport.yml")
    #expect(try file.objectives()?.count == 3)
    let policy = try file.policy()
    #expect(policy.gatedMetrics.count == 1 && policy.directions.count == 1 && policy.endpoints.count == 1)
    #expect(policy.isRunToRunDeviationKnown)
    let settings = try file.capacity().settings
    #expect(settings.plannedThinkTime?.value == 8 && settings.currentPeak?.value == 60)
    #expect(settings.tiers.map(\.name) == ["Small", "Medium", "Sale"] && settings.growth.count == 3)
    #expect(settings.services.map(\.name) == ["llm"] && settings.pools.map(\.name) == ["orders"])
    #expect(settings.leadTimeMonths == 2 && settings.productionFactor == 1)
  }

  /// The file holds no section that the configuration has not, and lacks none.
  @Test func everySectionIsThere() throws {
    for key in ["objectives", "endpoints", "margins", "noise", "directions", "gate", "capacity"] {
      #expect(Self.full.contains("\n\(key):"), "\(key)")
    }
  }
}

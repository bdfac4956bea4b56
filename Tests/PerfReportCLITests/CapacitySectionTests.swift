import PerfCapacity
import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfUnits
import Testing

@testable import PerfReportCLI

/// `capacity:` in `perfreport.yml`.
struct CapacitySectionTests {
  private func section(_ text: String, tiers: [CapacityTier] = []) throws -> CapacitySection {
    try ConfigFile(text: text, name: "perfreport.yml").capacity(tiers: tiers)
  }

  /// The page's own example sets everything that there is.
  @Test func thePageSetsEverything() throws {
    let blocks = try DocumentationPage("docs/config.md").blocks("yaml")
    let section = try section(try #require(blocks.first { $0.contains("databaseCores") }))
    let settings = section.settings
    #expect(settings.plannedThinkTime?.value == 8 && settings.scriptedThinkTime?.value == 1)
    #expect(settings.requestsPerIteration == 3 && settings.headroom == 0.25 && settings.peakFactor == 2)
    #expect(settings.leastInstances == 2 && settings.testedInstances == 1 && settings.productionFactor == 1)
    #expect(settings.scalingMeasurements.map(\.instances) == [1, 2])
    #expect(settings.scalingMeasurements.map(\.throughput.value) == [113, 215])
    #expect(settings.tiers.map(\.name) == ["Medium", "Sale", "Campus", "Members"])
    // 1,200 an hour who stay five minutes are 100 at a time; 2 % of 50,000 are 1,000.
    #expect(
      settings.tiers.map { tier in
        switch tier.demand {
        case .users(let users): (users.value * 1e9).rounded() / 1e9
        case .rate(let rate): -rate.value
        }
      } == [900, -3000, 100, 1000])
    #expect(settings.currentPeak?.value == 60 && settings.leadTimeMonths == 2)
    #expect(settings.growth.map(\.name) == ["low", "expected", "high"])
    #expect(settings.growth.last?.pace == RequestRate(4).map { .linear($0) })
    #expect(settings.peakHistory?.peaks.count == 8 && settings.peakHistory?.step == .month)
    let service = try #require(settings.services.first)
    #expect(service.name == "llm" && service.endpoint == "POST /api/ask" && service.callsPerMinute == 500)
    #expect(service.inputTokensPerMinute == 200_000 && service.inputTokensPerCall == 1200)
    #expect(service.outputTokensPerMinute == 80_000 && service.outputTokensPerCall == 400)
    #expect(service.concurrency == 50 && service.latency?.value == 2.1)
    #expect(service.attempts == 1.05 && service.cachedShare == 0.3)
    let pool = try #require(settings.pools.first)
    #expect(pool.callRate?.value == 760 && pool.holdTime?.value == 0.01 && pool.executionTime?.value == 0.006)
    #expect(pool.databaseCores == 8 && pool.databaseSpindles == 1 && pool.maxConnections == 200)
    #expect(pool.reservedConnections == 3 && pool.otherClients == 10 && pool.instances == 4 && pool.size == 10)
    #expect(pool.threads == 8 && pool.connectionsPerThread == 2)
    #expect(settings.workers.first?.slots == 4 && settings.workers.first?.jobTime.value == 0.3)
    #expect(section.sharedDemands.first?.demand.value == 0.0012 && section.sharedDemands.first?.servers == 4)
    let note = try #require(section.notes.first)
    #expect(note.name == "orders" && note.kind == .pool && note.isShared == false && note.fullAt == 0.8)
    #expect(note.readShare == 0.6 && note.growthShare == 0.55)
    #expect(note.intervention?.change.map { ($0 * 100).rounded() } == 39)
  }

  @Test(
    "what cannot be meant is an error with its line, and a word on what is",
    arguments: [
      ("capacity:\n  thinktime: 8 s", 2, "did you mean 'thinkTime'?"),
      ("capacity:\n  thinkTime: 8", 2, "thinkTime: 200 ms"),
      ("capacity:\n  headroom: 100%", 2, "headroom: 20%"),
      ("capacity:\n  currentPeak: 60", 2, "currentPeak: 60 req/s"),
      ("capacity:\n  currentPeak: 60 ms", 2, "currentPeak: 60 req/s"),
      ("capacity:\n  requestsPerIteration: 0", 2, "requestsPerIteration: 3"),
      ("capacity:\n  testedInstances: 1.5", 2, "testedInstances: 1"),
      ("capacity:\n  testedInstances: 99999999999999999999", 2, "testedInstances: 1"),
      ("capacity:\n  tiers:\n    Large: many", 3, "Large: 900 users, 3000 req/s, or {sessions: 1200/h, length: 5 min}"),
      (
        "capacity:\n  tiers:\n    Members: {registered: 50000}", 3,
        "{sessions: 1200/h, length: 5 min} or {registered: 50000, active: 2%}"
      ),
      ("capacity:\n  scaling: {none: 5 req/s}", 2, "2: 220 req/s"),
      ("capacity:\n  leadTime: 2", 2, "leadTime: 2 months"),
      ("capacity:\n  peaks: {step: year, rates: []}", 2, "step: month"),
      ("capacity:\n  pools:\n    db:\n      holds: 10 ms", 4, "did you mean 'hold'?"),
      ("capacity:\n  services:\n    llm: {attempts: 0.5}", 3, "attempts: 1.05"),
      ("capacity:\n  workers:\n    mail: {slots: 4}", 3, "{jobsPerRequest: 0.2, jobTime: 300 ms, slots: 4}"),
      ("capacity:\n  resources:\n    api: {kind: disk}", 3, "kind: pool"),
      ("capacity: 5", 1, nil),
    ] as [(String, Int, String?)])
  func mistakes(text: String, line: Int, hint: String?) throws {
    do throws(Diagnostic) {
      _ = try ConfigFile(text: text, name: "perfreport.yml").capacity()
      Issue.record("taken: \(text)")
    } catch {
      #expect(error.location?.line == line && error.id == .yamlValue)
      if let hint { #expect(error.hint == hint) }
    }
  }

  @Test func tablesInDocumentsGiveTiers() throws {
    let table = "| Resource | Small (80 users) | Medium (900 users) |\n|---|---|---|\n| CPU | 1 | 2 |\n"
    let document = try SLOSource.read(Array(table.utf8), name: "capacity.md")
    #expect(
      try section("", tiers: document.capacityTiers).settings.tiers.map(\.demand)
        == [80, 900].compactMap { Population($0).map { .users($0) } })
    #expect(
      try section("capacity: {tiers: {L: 9 users}}", tiers: document.capacityTiers).settings.tiers.map(\.name) == ["L"])
    #expect(try section("").settings.tiers == Tier.standard)
  }

  /// Rates count what they may: calls, tokens, nothing.
  @Test(
    arguments: [
      ("60 req/s", 60.0), ("60/s", 60), ("90 req/min", 1.5), ("7200 tokens/h", 2), ("5 rps", 5), ("1e3/s", nil),
      ("5", nil),
      ("5 MB/s", nil), ("-5/s", nil), ("/s", nil),
    ] as [(String, Double?)])
  func rates(text: String, perSecond: Double?) { #expect(ConfigFields.rate(text)?.value == perSecond) }
}

import PerfDiagnostics
import PerfModel
import PerfUnits
import TestCorpus
import Testing

@testable import PerfAnalysis

/// What profiles say of an endpoint that took 10 ms and takes 30 ms, for each of 100 requests in 10 s.
@Suite struct FunctionEvidenceTests {
  private static func items(_ before: MadeProfile, _ after: MadeProfile) throws -> [EvidenceItem] {
    var names = RouteNames(["GET /a", "GET /b"])
    func side(_ made: MadeProfile) throws -> ProcessorEvidence.Side {
      var builder = RunBuilder(label: "r", tool: "t", format: "f")
      builder.setDuration(10, .seconds)
      builder.addCounter(try #require(MetricCatalogue.metric(.requestCount)), endpoint: "GET /a", 100, in: .one)
      let time = try #require(ProcessorTime([made.run()]))
      return ProcessorEvidence.Side(time, RequestTally(builder.finish()), &names)
    }
    let change = EndpointChange(
      endpoint: "GET /a", isWorse: true, isOfTime: true, before: .init(all: 100, successful: 100, mean: 0.01),
      after: .init(all: 100, successful: 100, mean: 0.03))
    let (old, new) = (try side(before), try side(after))
    return try EvidenceJoin.processor(change, old, new, &names)
  }

  private static func made(_ route: String?, _ count: Int64) -> MadeProfile {
    MadeProfile(samples: [("main.sort", route, count)])
  }

  /// 100 samples of 10 ms are 10 ms for each request, 300 are 30 ms.
  @Test func ofTheEndpointsOwnLabel() throws {
    let items = try Self.items(Self.made("GET /a", 100), Self.made("GET /a", 300))
    #expect(items.map(\.kind) == [.cpuPerRequest, .function] && items.map(\.grade) == [.strong, .strong])
    for item in items { #expect(agree(item.before, 0.01) && agree(item.after, 0.03) && agree(item.share, 1)) }
  }

  @Test("labels that leave the endpoint out say nothing of it, and not that it takes no time: all of the process does")
  func anEndpointWithoutALabel() throws {
    let items = try Self.items(Self.made("GET /b", 100), Self.made("GET /b", 300))
    #expect(items.map(\.kind) == [.cpuPerRequest, .function] && items.allSatisfy { $0.grade != .strong })
    for item in items { #expect(agree(item.before, 0.01) && agree(item.after, 0.03)) }
    #expect(items.first?.text.contains("if all of the process worked for them") == true)
  }

  @Test("a profile that names the endpoint on one side has no sample of it on the other")
  func anEndpointThatCame() throws {
    let items = try Self.items(Self.made("GET /b", 100), Self.made("GET /a", 300))
    #expect(items.first?.before == 0 && agree(items.first?.after, 0.03) && items.first?.grade == .strong)
  }

  @Test(
    "seconds are seconds whatever unit the profile counts in",
    arguments: [("nanoseconds", 10_000_000), ("microseconds", 10_000), ("milliseconds", 10)] as [(String, Int64)])
  func units(unit: String, perSample: Int64) throws {
    let sides = [100, 300].map { MadeProfile(samples: [("main.sort", nil, $0)], unit: unit, perSample: perSample) }
    let items = try Self.items(sides[0], sides[1])
    #expect(items.map(\.kind) == [.cpuPerRequest, .function])
    for item in items { #expect(agree(item.before, 0.01) && agree(item.after, 0.03)) }
  }

  @Test("sides in two units are seconds too; their functions are of other sample types")
  func twoUnits() throws {
    let before = MadeProfile(samples: [("main.sort", nil, 100)], unit: "microseconds", perSample: 10_000)
    let items = try Self.items(before, Self.made(nil, 300))
    #expect(items.map(\.kind) == [.cpuPerRequest])
    #expect(agree(items.first?.before, 0.01) && agree(items.first?.after, 0.03))
  }

  @Test("without samples there is no error of sampling, and nothing follows")
  func noSamples() throws {
    let empty = MadeProfile(samples: [])
    #expect(try ProcessorTime([empty.run()]).map { $0.variance($0.all) } == 0)
    #expect(try Self.items(empty, Self.made(nil, 300)).isEmpty && Self.items(empty, empty).isEmpty)
    let pairs = ProfilePairs([try empty.run()], [try Self.made(nil, 300).run()], (RequestTally([]), RequestTally([])))
    #expect(pairs.comparisons.map(\.findings) == [0])
    #expect(pairs.comparisons.map(\.obstacle) == [.noSamples])
    let tally = RequestTally([])
    let said = EvidenceComparability.findings(
      tally, tally, ProcessorTime([try empty.run()]), ProcessorTime([try Self.made(nil, 300).run()]))
    #expect(said.contains { $0.message.hasPrefix("the processor profile before has no samples") })
  }

  @Test("sums beyond 64 bits are said, and not compared")
  func overflow() throws {
    let large = MadeProfile(samples: [("main.a", nil, 1), ("main.b", nil, 1)], perSample: .max)
    #expect(throws: Diagnostic.self) { try Self.items(large, Self.made(nil, 300)) }
    let pairs = ProfilePairs([try large.run()], [try Self.made(nil, 300).run()], (RequestTally([]), RequestTally([])))
    #expect(pairs.comparisons.isEmpty && pairs.findings.map(\.id) == [.profileOverflow])
    #expect(pairs.findings.first?.severity == .warning)
    #expect(pairs.findings.first?.message.hasSuffix("it is not compared") == true)
  }
}

import PerfAnalysis
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// Plans against PEV2, which was run on the same files (`oracle/pev2.*.json`, `pev2/oracle`).
struct PlanTimesTests {
  private static func plan(_ path: String) throws -> QueryPlan? {
    try RunLoader(format: "pg-explain").load([InputSpec(argument: TestCorpus.path("profiles/" + path))])
      .evidence.first?.plans.first
  }

  /// The files with an oracle, and the oracle of each.
  private static let recorded: [(file: String, oracle: String)] = ["before", "after"].flatMap { side in
    TestCorpus.files(below: TestCorpus.path("profiles/postgres/\(side)/oracle")).compactMap { name in
      guard name.hasPrefix("pev2.") else { return nil }
      return ("postgres/\(side)/" + name.dropFirst(5).dropLast(5), "postgres/\(side)/oracle/" + name)
    }
  }

  private static let publicFiles: [(file: String, oracle: String)] =
    TestCorpus.files(below: TestCorpus.path("public/profiles/pev2/oracle")).compactMap { name in
      let file = name.dropLast(5)
      guard let sign = file.firstIndex(of: "_") else { return nil }
      return (
        "../public/profiles/pev2/\(file[..<sign])/\(file[file.index(after: sign)...])",
        "../public/profiles/pev2/oracle/" + name
      )
    }

  @Test(.enabled(if: TestCorpus.isPresent)) func filesAreHere() {
    #expect(Self.recorded.count == 40 && Self.publicFiles.count == 103)
  }

  @Test(.enabled(if: TestCorpus.isPresent), arguments: (recorded + publicFiles).map { [$0.file, $0.oracle] })
  func equalsPEV2(pair: [String]) throws {
    let oracle = Oracle.file(pair[1], in: "profiles")
    let plan = try #require(try Self.plan(pair[0]))
    let nodes = try #require(oracle["nodes"].array)
    let steps = PlanTimes(plan).steps
    #expect(steps.count == nodes.count)
    if let time = oracle["execution_time"].number { #expect(agree(plan.executionTime, time / 1000)) }
    if let time = oracle["planning_time"].number { #expect(agree(plan.planningTime, time / 1000)) }
    for (step, node) in zip(steps, nodes) {
      let name = "\(step.node.type) at \(step.depth)"
      // Of one file PEV2 takes the line below the header for a part of the first node.
      if node["node"].string?.hasPrefix("---") != true {
        #expect(Self.name(step.node.type) == Self.name(node["node"].string ?? ""))
        #expect(step.node.relation == node["relation"].string, "\(name)")
      }
      if let loops = node["loops"].number { #expect(step.node.actual?.loops == loops, "\(name)") }
      for (value, key) in [(step.inclusive, "inclusive_ms"), (step.exclusive, "exclusive_ms")] {
        guard let expected = node[key].number else { continue }
        #expect(agree(value.map { $0 * 1000 }, expected, relative: 0, absolute: 1e-9), "\(name) \(key)")
      }
      if let cost = node["exclusive_cost"].number {
        #expect(agree(step.exclusiveCost, cost, relative: 1e-12, absolute: 1e-9), "\(name)")
      }
      if let rows = node["rows_revised"].number { #expect(agree(step.rows, rows), "\(name)") }
      if let hits = node["excl_shared_hit"].number { #expect(step.exclusiveHits.map(Double.init) == hits, "\(name)") }
    }
  }

  /// PEV2 keeps `Semi` in a text's node type, and says `Nested Loop Join` of a left one; JSON does neither.
  private static func name(_ type: String) -> String {
    let type = type.split(separator: " ").filter { $0 != "Semi" }.joined(separator: " ")
    return type == "Nested Loop Join" ? "Nested Loop" : type
  }

  /// Every other file of PEV2's tests is read, or refused with a word.
  @Test(.enabled(if: TestCorpus.isPresent)) func nothingOfPEV2Crashes() throws {
    let files = TestCorpus.files(below: TestCorpus.path("public/profiles/pev2"))
    for file in files where !file.hasPrefix("oracle/") {
      do {
        _ = try Self.plan("../public/profiles/pev2/" + file)
      } catch {
        #expect(!"\(error)".isEmpty, "\(file)")
      }
    }
  }

  /// Four syntaxes of one query's plan: the same nodes.
  @Test(.enabled(if: TestCorpus.isPresent), arguments: 1...5)
  func everySyntaxHasTheSameNodes(number: Int) throws {
    let names = ["json", "txt", "yaml", "xml", "psql.txt", "psql_json.txt", "verbose.json"]
    let shapes = try names.map { name in
      let plan = try #require(try Self.plan("postgres/before/explain_\(number).\(name)"))
      return PlanTimes(plan).steps.map { [$0.node.type, $0.node.relation ?? "", $0.node.index ?? "", "\($0.depth)"] }
    }
    #expect(Set(shapes).count == 1)
  }
}

import Foundation
import Testing

/// What the program writes has the members that its own schemas require, and no others.
struct SchemaTests {
  private static func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static func required(_ schema: [String: Any], _ definition: String? = nil) throws -> Set<String> {
    let definitions = schema["$defs"] as? [String: [String: Any]]
    let part = try #require(definition == nil ? schema : definitions?[definition ?? ""])
    return Set(try #require(part["required"] as? [String]))
  }

  @Test(arguments: ["", "--self-test", "--filter nothing"])
  func comparisons(options: String) throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    let schema = try Self.object(sandbox.run("perfreport schema comparison").output)
    let line = "perfreport compare samples/before.json samples/after.json --format json " + options
    let outcome = try sandbox.run(line)
    let document = try Self.object(outcome.output)
    #expect(try Set(document.keys) == Self.required(schema))
    #expect(document["exitStatus"] as? Int == Int(outcome.status))
    let rows = try #require(document["comparisons"] as? [[String: Any]])
    #expect(rows.isEmpty == (options == "--filter nothing"))
    for row in rows { #expect(try Set(row.keys) == Self.required(schema, "comparison")) }
  }

  @Test(arguments: ["", "--before samples/before.json", "--slo 'p95 < 10ms'"])
  func templateContexts(options: String) throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    let schema = try Self.object(sandbox.run("perfreport schema template-context").output)
    let document = try Self.object(
      sandbox.run("perfreport report samples/after.json --format json " + options).output)
    #expect(try Set(document.keys) == Self.required(schema))
    #expect((document["comparison"] is NSNull) == !options.contains("--before"))
    #expect((document["endpoints"] as? [[String: Any]])?.count == 4, "courses, feed, search and login")
  }

  @Test func runs() throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    let schema = try Self.object(sandbox.run("perfreport schema run").output)
    let document = try Self.object(sandbox.run("perfreport convert samples/before.json").output)
    #expect(try Set(document.keys) == Self.required(schema))
    let runs = try #require(document["runs"] as? [[String: Any]])
    for run in runs { #expect(try Set(run.keys) == Self.required(schema, "run")) }
    let series = runs.flatMap { $0["series"] as? [[String: Any]] ?? [] }
    #expect(!series.isEmpty)
    // Beyond those, only what an instrument adds.
    for one in series { #expect(try Set(one.keys).isSuperset(of: Self.required(schema, "series"))) }
  }

  @Test(arguments: ["", "--before samples/profiles/before.pb.gz", "--granularity package"])
  func profiles(options: String) throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    let schema = try Self.object(sandbox.run("perfreport schema profile").output)
    let document = try Self.object(
      sandbox.run("perfreport profile samples/profiles/after.pb.gz --format json " + options).output)
    #expect(try Set(document.keys) == Self.required(schema))
    let functions = try #require(document["functions"] as? [[String: Any]])
    #expect(!functions.isEmpty)
    let wanted = try Self.required(schema, "function")
    for function in functions { #expect(Set(function.keys).subtracting(["nameBefore"]) == wanted) }
    let types = try #require(document["sampleTypes"] as? [[String: Any]])
    #expect(functions.allSatisfy { ($0["flat"] as? [Int])?.count == types.count })
  }
}

import Foundation
import Testing

/// The same inputs and options give the same bytes: no clock, host name, absolute path or hash order.
struct DeterminismTests {
  /// Swift seeds its hashes anew in every process, so that an order taken from a set shows in a few runs.
  @Test(arguments: ["text", "markdown", "json"])
  func everyProcessPrintsTheSame(format: String) throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    let line = "perfreport compare samples/k6-summary-export/before1.json samples/k6-machine-summary/before.json"
    let outcomes = try (0..<5).map { _ in
      try sandbox.run("\(line) --self-test --format \(format)", environment: ["TZ": "Asia/Tokyo", "LC_ALL": "de_DE"])
    }
    #expect(outcomes[0].output.count > 1000)
    #expect(outcomes.allSatisfy { $0 == outcomes[0] })
    #expect(try sandbox.run("\(line) --self-test --format \(format)") == outcomes[0], "no locale, no time zone")
  }

  @Test(arguments: ["markdown", "json"])
  func everyReportIsTheSame(format: String) throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    let line =
      "perfreport report samples/k6-summary-export/after1.json samples/k6-machine-summary/after.json"
      + " --before samples/before.json --format \(format)"
    let outcomes = try (0..<5).map { _ in
      try sandbox.run(line, environment: ["TZ": "Asia/Tokyo", "LC_ALL": "de_DE"])
    }
    #expect(outcomes[0].output.count > 1000)
    #expect(outcomes.allSatisfy { $0 == outcomes[0] })
  }

  @Test func convertedRunsToo() throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    let outcomes = try (0..<3).map { _ in try sandbox.run("perfreport convert samples/junit samples/ab") }
    #expect(outcomes[0].status == 0)
    #expect(outcomes.allSatisfy { $0 == outcomes[0] })
  }

  @Test(arguments: ["text", "markdown", "json"])
  func wherePeopleStandDoesNotMatter(format: String) throws {
    let sandbox = try Sandbox()
    for folder in ["here", "there/below"] { try sandbox.copy("samples", to: folder) }
    let line = "perfreport compare before.json after.json --format \(format)"
    #expect(try sandbox.run(line, in: "here") == sandbox.run(line, in: "there/below"))
  }

  @Test(arguments: ["text", "markdown", "json"])
  func noAbsolutePathIsPrinted(format: String) throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    let samples = sandbox.folder.path + "/samples"
    // The folders hold files of no known format, and one report gives warnings with its name.
    for sides in ["before.json \(samples)/after.json", "ab \(samples)/ab", "junit \(samples)/junit"] {
      let outcome = try sandbox.run("perfreport compare \(samples)/\(sides) --format \(format)")
      #expect([0, 1, 2].contains(outcome.status))
      #expect(!(outcome.output + outcome.errors).contains(sandbox.folder.lastPathComponent))
    }
    let converted = try sandbox.run("perfreport convert \(samples)/before.json")
    #expect(!converted.output.contains(sandbox.folder.lastPathComponent))
  }
}

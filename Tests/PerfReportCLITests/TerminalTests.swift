import Testing

/// On a terminal text is coloured and keeps to its width; in a pipe it is plain and whole.
struct TerminalTests {
  private static let command = "perfreport compare samples/before.json samples/after.json"

  private func shown(columns: UInt16, _ environment: [String: String] = [:]) throws -> String {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    return try Terminal.run(Self.command, in: sandbox, columns: columns, environment: environment)
  }

  private static let escape: Character = "\u{1B}"

  /// Without its colours.
  private static func plain(_ text: String) -> String { text.replacing(/\x{1B}\[[0-9;]*m/, with: "") }

  private static func widest(_ text: String) -> Int {
    plain(text).split(separator: "\n").map(\.count).max() ?? 0
  }

  @Test func coloursOnATerminalOnly() throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    #expect(try shown(columns: 200).contains(Self.escape))
    #expect(try !sandbox.run(Self.command).output.contains(Self.escape))
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
  func coloursCanBeRefused(environment: [String: String]) throws {
    let text = try shown(columns: 200, environment)
    #expect(text.contains("POST /api/auth/login"))
    #expect(!text.contains(Self.escape))
  }

  @Test("an empty NO_COLOR says nothing, as no-color.org has it")
  func emptyNoColor() throws { #expect(try shown(columns: 200, ["NO_COLOR": ""]).contains(Self.escape)) }

  @Test(arguments: [80, 100, 140])
  func keepsToTheWidthOfTheTerminal(columns: UInt16) throws {
    let text = try shown(columns: columns)
    #expect(text.contains("likely worse"))
    #expect(Self.widest(text) <= Int(columns))
  }

  @Test(
    "before, after, the change with its interval and the verdict are what a report is for", arguments: [80, 100, 120])
  func keepsBeforeAndAfter(columns: UInt16) throws {
    let text = try Self.plain(shown(columns: columns))
    let titles = try #require(text.split(separator: "\n").first { $0.contains("verdict") })
    #expect(
      titles.split(separator: " ").suffix(7) == ["before", "after", "change", "90", "%", "interval", "verdict"])
    #expect(text.contains("POST /api/auth/login"))
  }

  @Test func columnsComeBeforeTheTerminal() throws {
    #expect(Self.widest(try shown(columns: 200, ["COLUMNS": "90"])) <= 90)
  }

  @Test func aPipeHasNoWidth() throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    let whole = try sandbox.run(Self.command, environment: ["COLUMNS": "40"]).output
    #expect(Self.widest(whole) > 100)
    #expect(try Self.plain(shown(columns: 400)) == whole)
  }
}

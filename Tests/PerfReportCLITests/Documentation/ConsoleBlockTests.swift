import Foundation
import TestCorpus
import Testing

/// Every ```console block of the documentation is typed into a shell beside a copy of the samples, and has to print what it shows:
/// standard output and standard error, to the letter.
struct ConsoleBlockTests {
  @Test(arguments: DocumentationPage.all)
  func printsWhatItShows(page: DocumentationPage) throws {
    let sandbox = try Sandbox()
    try sandbox.copy("samples", to: "samples")
    let lines = try page.lines()
    var shown: [String] = []
    var isInBlock = false
    var position = 0
    while position < lines.count {
      let line = lines[position]
      shown.append(line)
      position += 1
      if line.hasPrefix("```") { isInBlock = line == "```console" }
      guard isInBlock, line.hasPrefix("$ ") else { continue }
      let output = lines[position...].prefix { !$0.hasPrefix("$ ") && $0 != "```" }
      let actual = try Self.lines(of: String(line.dropFirst(2)), in: sandbox)
      if !Recording.isOn { #expect(Array(output) == actual, "\(page.path): \(line)") }
      shown += actual
      position += output.count
    }
    if Recording.isOn, shown != lines { try Recording.write(shown.joined(separator: "\n"), to: page.file) }
  }

  private static func lines(of command: String, in sandbox: Sandbox) throws -> [String] {
    let printed = try sandbox.run("{ \(command)\n} 2>&1").output
    let lines = printed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.last == "" ? lines.dropLast() : lines
  }

  @Test("the pages that the README promises show something")
  func blocksAreThere() throws {
    for path in ["README.md", "docs/json.md", "docs/config.md", "docs/diagnostics.md"] {
      #expect(try !DocumentationPage(path).blocks("console").isEmpty, "\(path)")
    }
  }
}

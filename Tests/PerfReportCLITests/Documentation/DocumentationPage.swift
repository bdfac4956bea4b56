import Testing
import Foundation
import TestCorpus

/// A Markdown page of the repository and its fenced blocks.
struct DocumentationPage: CustomTestStringConvertible {
  /// Relative to the repository.
  let path: String

  init(_ path: String) { self.path = path }

  /// The pages that people read: the two at the top and everything in docs.
  static let all =
    (["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"]
    + TestCorpus.files(below: TestCorpus.repository + "/docs").filter { $0.hasSuffix(".md") }.map { "docs/" + $0 })
    .map(DocumentationPage.init)

  var testDescription: String { path }

  var file: String { TestCorpus.repository + "/" + path }

  func text() throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

  func lines() throws -> [String] {
    try text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The content of the blocks fenced as a language, in order.
  func blocks(_ language: String) throws -> [String] {
    var blocks: [String] = []
    var open: [String]?
    for line in try lines() {
      if line == "```", let block = open {
        blocks.append(block.map { $0 + "\n" }.joined())
        open = nil
      } else if line == "```" + language {
        open = []
      } else {
        open?.append(line)
      }
    }
    return blocks
  }

  /// The words in backticks in the first column of the page's tables.
  func firstColumn() throws -> [String] {
    try lines().filter { $0.hasPrefix("| `") }.compactMap { line in
      line.dropFirst(3).split(separator: "`").first.map(String.init)
    }
  }
}

import Foundation
import PerfFormats
import PerfImporters
import TestCorpus
import Testing

/// `perfreport fill` over every document of the objectives fixtures.
@Suite struct FillFixtureTests {
  static let folder = "Tests/PerfImportersTests/Fixtures/objectives/"
  static let names = TestCorpus.files(below: TestCorpus.repository + "/" + folder).filter { $0.hasSuffix(".md") }

  @Test func everyShapeHasAFixture() { #expect(Self.names.count >= 13) }

  @Test(arguments: names)
  func onlyPlaceholdersChangeAndTheSecondFillChangesNothing(name: String) throws {
    let sandbox = try Sandbox()
    try sandbox.copy(Self.folder + name, to: "doc.md")
    try sandbox.copy("samples/before.json", to: "run.json")
    let old = try bytes("doc.md", in: sandbox)
    #expect(try sandbox.run("perfreport fill doc.md run.json -o once.md").status == 0)
    #expect(try bytes("doc.md", in: sandbox) == old)
    let once = try bytes("once.md", in: sandbox)

    let document = MarkdownDocument(old, name: name)
    let slots = FillPlan(document, objectives: ObjectiveDocumentReader.read(document)).slots
    #expect(keeps(once, pieces: pieces(old, slots)))

    for options in ["", "--refresh"] {
      #expect(try sandbox.run("perfreport fill once.md run.json \(options) -o twice.md").status == 0)
      #expect(try bytes("twice.md", in: sandbox) == once)
    }
  }

  /// What stands between the slots, blanks aside: the padding of a filled cell may change.
  private func pieces(_ bytes: [UInt8], _ slots: [FillSlot]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var position = 0
    for slot in slots {
      pieces.append(unpadded(bytes[position..<slot.range.lowerBound]))
      position = slot.range.upperBound
    }
    return pieces + [unpadded(bytes[position...])]
  }

  private func unpadded(_ bytes: ArraySlice<UInt8>) -> [UInt8] { bytes.filter { $0 != UInt8(ascii: " ") } }

  /// Whether the pieces stand in the bytes in their order, with one line at most between two, and a comment at most behind the last.
  private func keeps(_ bytes: [UInt8], pieces: [[UInt8]]) -> Bool {
    var text = unpadded(bytes[...])[...]
    guard text.starts(with: pieces[0]) else { return false }
    text = text.dropFirst(pieces[0].count)
    for piece in pieces.dropFirst() {
      if piece.isEmpty { continue }
      guard let range = text.firstRange(of: piece), !text[..<range.lowerBound].contains(UInt8(ascii: "\n")) else {
        return false
      }
      text = text[range.upperBound...]
    }
    let rest = String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return rest.isEmpty || rest.hasPrefix("<!--perfreportfill") && rest.hasSuffix("-->")
  }

  private func bytes(_ path: String, in sandbox: Sandbox) throws -> [UInt8] {
    Array(try Data(contentsOf: sandbox.folder.appending(path: path)))
  }
}

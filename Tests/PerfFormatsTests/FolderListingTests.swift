import Foundation
import PerfDiagnostics
import PerfFormats
import Testing

struct FolderListingTests {
  private let root: String

  init() throws {
    root = NSTemporaryDirectory() + "perfreport-listing-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  private func make(_ name: String) throws {
    let url = URL(fileURLWithPath: root + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: url)
  }

  @Test("files come in the order of the bytes of their paths, hidden ones are left out")
  func order() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    for name in ["b", "a/z", "a.txt", "B", "ä", ".git/config", "a/.x"] { try make(name) }
    // "." is 0x2E, "/" is 0x2F.
    #expect(try FolderListing(folder: root, name: "side").files == ["B", "a.txt", "a/z", "b", "ä"])
  }

  @Test("folders deeper than the limit are passed over and named")
  func depth() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let deep = (0..<FolderListing.maximumDepth).map { _ in "d" }.joined(separator: "/")
    try make(deep + "/x")
    try make(deep + "/e/y")
    let listing = try FolderListing(folder: root, name: "side")
    #expect(listing.files == [deep + "/x"])
    #expect(listing.passedOver == [deep + "/e"])
  }

  @Test func missing() {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let error = #expect(throws: Diagnostic.self) { try FolderListing(folder: "/nowhere", name: "side") }
    #expect(error?.id == .inputUnreadable)
  }
}

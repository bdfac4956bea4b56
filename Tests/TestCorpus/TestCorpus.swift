import Foundation

/// The folder of recorded files and expected values beside the repository, where it is present.
///
/// Tests that need it are skipped elsewhere: `@Test(.enabled(if: TestCorpus.isPresent))`.
package enum TestCorpus {
  /// The root of this repository, found from the place of this file.
  package static let repository: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  /// `../shared/corpus` from the repository's root.
  package static let root = repository + "/../shared/corpus"

  /// Whether the corpus is here.
  package static let isPresent = bytes(ofPath: root + "/README.md") != nil

  /// The path of a file of the corpus: `path("stats/samples.json")`.
  package static func path(_ relative: String) -> String { root + "/" + relative }

  /// The bytes of a file of the corpus: of the copy in `Tests/Fixtures` where there is one; nil where it is absent.
  package static func bytes(_ relative: String) -> [UInt8]? {
    bytes(ofPath: repository + "/Tests/Fixtures/" + relative) ?? bytes(ofPath: path(relative))
  }

  /// The bytes of any file, nil where it cannot be read.
  package static func bytes(ofPath path: String) -> [UInt8]? {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return nil }
    return [UInt8](data)
  }

  /// The paths of all files below a folder, relative to it, in byte order.
  package static func files(below folder: String) -> [String] {
    let entries = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return entries.filter { entry in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder + "/" + entry, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }
}

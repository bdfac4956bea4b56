import Foundation
import Testing

/// Which room may import which (ARCHITECTURE.md). The compiler refuses imports upward; a sideways import that nobody declared
/// builds when the other module happens to be built already, so this test holds the table too.
private let allowed: [String: Set<String>] = [
  "PerfUnits": ["Glibc"],
  "PerfDiagnostics": [],
  "PerfStats": ["Glibc", "Dispatch", "Synchronization"],
  "PerfModel": ["PerfUnits", "PerfStats", "PerfDiagnostics"],
  "PerfFormats": [
    "PerfDiagnostics", "Glibc", "Dispatch", "Synchronization", "CFast", "CLibXML2", "CISAL", "CZlib", "CZstd",
    "CCrypto",
    "CCmarkGFM", "Yams",
  ],
  "PerfImporters": ["PerfModel", "PerfUnits", "PerfFormats", "PerfDiagnostics", "CFast", "Glibc", "Synchronization"],
  "PerfImporterConformance": ["PerfImporters", "PerfModel", "PerfUnits", "PerfFormats", "PerfDiagnostics"],
  "PerfAnalysis": ["PerfModel", "PerfStats", "PerfUnits", "PerfDiagnostics", "Glibc"],
  "PerfCapacity": ["PerfModel", "PerfStats", "PerfUnits", "PerfDiagnostics", "Glibc"],
  "PerfReporters": ["PerfAnalysis", "PerfCapacity", "PerfModel", "PerfUnits", "PerfDiagnostics", "Mustache"],
  "PerfReportCLI": [
    "PerfReporters", "PerfAnalysis", "PerfCapacity", "PerfImporters", "PerfFormats", "PerfModel", "PerfUnits",
    "PerfDiagnostics", "ArgumentParser", "Glibc", "Synchronization",
  ],
  "perfreport": ["PerfReportCLI", "Glibc"],
]

private let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Sources")

/// The modules that a Swift file imports, whatever the access level or attribute before the word.
private func imports(of text: String) -> [String] {
  text.split(separator: "\n").compactMap { line in
    let words = line.split(separator: " ").drop { $0.hasPrefix("@") || ["public", "package", "internal"].contains($0) }
    guard words.first == "import", words.count >= 2 else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let path = kinds.contains(words[words.startIndex + 1]) ? words.dropFirst(2).first : words.dropFirst().first
    return path.map { String($0.prefix { $0 != "." && $0 != ";" }) }
  }
}

private let files: [URL] = {
  let all =
    FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
  return all.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
}()

struct DirectionTests {
  @Test func everyRoomIsInTheTable() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: sources.path)
    let rooms = folders.filter { folder in files.contains { $0.path.contains("/Sources/\(folder)/") } }
    #expect(Set(rooms) == Set(allowed.keys))
  }

  @Test func importsGoDownOnly() throws {
    #expect(files.count > 50, "the sources were found")
    for file in files {
      let parts = file.path.components(separatedBy: "/Sources/").last?.split(separator: "/").map(String.init) ?? []
      let room = try #require(parts.first)
      let strangers = Set(imports(of: try String(contentsOf: file, encoding: .utf8))).subtracting(allowed[room] ?? [])
      #expect(
        strangers.isEmpty, "\(parts.joined(separator: "/")) imports \(strangers.sorted()), which \(room) must not know")
    }
  }

  @Test func importLinesAreRead() {
    let text =
      "import A\npublic import B\n@testable import C\nimport struct D.E\n// import F\nlet import_g = 1\npackage import H"
    #expect(imports(of: text) == ["A", "B", "C", "D", "H"])
  }
}

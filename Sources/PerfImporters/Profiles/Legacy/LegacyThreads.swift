import PerfDiagnostics
import PerfFormats
import PerfModel

/// Threads as gperftools lists them: `--- Thread 7f794ab90940 (name: main/14748) stack: ---` and an address a line.
enum LegacyThreads {
  static func isHeader(_ text: String) -> Bool { text.hasPrefix("--- threadz ") || isThread(text) }

  private static func isThread(_ text: String) -> Bool {
    text.hasPrefix("--- Thread ") && text.contains("(name: ") && text.contains(") stack: ---")
  }

  static func read(_ text: inout LegacyText, _ header: String) throws(Diagnostic) -> Profile {
    let type = ProfileValueType("thread", "count")
    var profile = LegacyProfile([type], period: ProfilePeriod(type, 1))
    var line: LineReader.Line? = nil
    if isThread(header) { text.unread() }
    line = skipToDashes(&text)
    while let current = line, !PProfTextImporter.isMap(current.text), !current.text.hasPrefix("---- no stack trace for")
    {
      guard isThread(current.text) else { throw text.error("the line is not the head of a thread", at: current) }
      var addresses: [UInt64] = []
      var isSame = false
      line = nil
      while let next = text.next() {
        if next.text.drop(while: \.isWhitespace).hasPrefix("---") || PProfTextImporter.isMap(next.text) {
          line = next
          break
        }
        if next.text.contains("same as previous thread") {
          isSame = true
        } else if let found = LegacyScanner.addresses(next.text) {
          addresses += found
        } else {
          throw text.error("the line has an address beyond 64 bits", at: next)
        }
      }
      if isSame || addresses.isEmpty { profile.repeatLast() } else { profile.add(addresses, [1], keepsLeaf: true) }
    }
    if let line, !PProfTextImporter.isMap(line.text) { skipToMap(&text) }
    return try profile.finish(LegacyMapping.read(&text), file: text.file)
  }

  private static func skipToDashes(_ text: inout LegacyText) -> LineReader.Line? {
    while let line = text.next() { if line.text.hasPrefix("-") || PProfTextImporter.isMap(line.text) { return line } }
    return nil
  }

  private static func skipToMap(_ text: inout LegacyText) {
    while let line = text.next() { if PProfTextImporter.isMap(line.text) { return } }
  }
}

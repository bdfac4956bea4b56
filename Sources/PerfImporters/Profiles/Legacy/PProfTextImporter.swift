public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads the text forms of profiles that pprof reads beside its own: what Go serves with `?debug=1`, what gperftools and old Java agents
/// write.
public struct PProfTextImporter: Importer {
  public static let format = FormatDescription(
    id: "pprof-text", tool: "pprof", title: "pprof legacy text (Go ?debug=1, gperftools)",
    holds: "stacks of heap, goroutine, thread, mutex and block profiles with the functions that the text names",
    lacks: "the scale of Go's mutex numbers, which depends on the version that wrote them, and any CPU time",
    record: "curl -o heap.pb.gz http://localhost:6060/debug/pprof/heap   (without ?debug=1: exact and smaller)",
    richness: 40)

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    for line in PrefixLines(prefix) where !LegacyText.isComment(String(line)) {
      let line = String(line)
      let isKnown =
        LegacyCounts.header(line) != nil || LegacyHeap(header: line) != nil || LegacyContention(header: line) != nil
        || LegacyThreads.isHeader(line) || LegacyJava(header: line) != nil
      return isKnown ? .certain : .no
    }
    return .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var text = try LegacyText(&source)
    guard let first = text.nextContent() else {
      throw Diagnostic(
        .error, .inputEmpty, "the profile is empty", at: SourceLocation(file: source.name, line: 1),
        hint: "record it again")
    }
    let header = first.text
    if let counts = LegacyCounts.header(header) {
      run.addProfile(try LegacyCounts.read(&text, counts, into: &run))
    } else if let heap = LegacyHeap(header: header) {
      run.addProfile(try heap.read(&text, into: &run))
    } else if let java = LegacyJava(header: header), LegacyJava.isJava(text) {
      run.addProfile(try java.read(&text))
    } else if var contention = LegacyContention(header: header) {
      run.addProfile(try contention.read(&text, into: &run))
    } else if LegacyThreads.isHeader(header) {
      run.addProfile(try LegacyThreads.read(&text, header))
    } else {
      throw text.error("this is not the first line of a profile", at: first)
    }
    if let truncation = text.truncation { run.record(truncation) }
  }

  /// Whether the memory map follows.
  static func isMap(_ text: String) -> Bool {
    text.contains("--- Memory map: ---") || text.contains("MAPPED_LIBRARIES:")
  }
}

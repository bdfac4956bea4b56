public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what `perf script` prints: a head for each event, then its stack, the leaf first, then an empty line.
public struct PerfScriptImporter: Importer {
  public static let format = FormatDescription(
    id: "perf-script", tool: "perf", title: "perf script",
    holds: "stacks of the kernel and the programs for each event, with its period, time and thread",
    lacks: "names of functions of programs without symbols",
    record: "perf record -F 99 -g -p PID -- sleep 30 && perf script > perf.txt", richness: 50)

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    var head: PerfScriptHead?
    for line in PrefixLines(prefix) {
      if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
      // A head without a time is like a line of many logs, and its stack is like nothing else.
      if head != nil { return PerfScriptHead.isFrame(line) ? .certain : .no }
      guard let first = PerfScriptHead(line) else { return .no }
      if first.time != nil { return .certain }
      head = first
    }
    return .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var stacks = PerfScriptStacks()
    var last: LineReader.Line?
    while let line = try reader.next(of: &source) {
      last = line
      let text = line.text
      if text.hasPrefix("#") { continue }
      guard !stacks.add(text) else { continue }
      run.record(
        Diagnostic(
          .warning, .profileLineSkipped, "the line is neither an event nor a frame, and is left out",
          at: SourceLocation(file: source.name, line: line.number, column: 1),
          excerpt: Excerpt(line: line.bytes, column: 1), hint: "was it printed by 'perf script' without -F?"))
    }
    guard !stacks.isEmpty else {
      throw Diagnostic(
        .error, .inputEmpty, "there is no event in the file", at: SourceLocation(file: source.name, line: 1),
        hint: "did 'perf record' see the program run?")
    }
    // perf ends each stack with an empty line.
    if let last, !last.isTerminated || !last.bytes.isEmpty {
      run.record(
        Diagnostic(
          .warning, .inputTruncated, "the file does not end behind a stack: it may have been cut off",
          at: SourceLocation(file: source.name, line: last.number), hint: "run 'perf script' again"))
    }
    run.addProfile(try stacks.finish(file: source.name))
  }
}

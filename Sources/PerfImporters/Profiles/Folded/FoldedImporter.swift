public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads folded stacks, as `stackcollapse-*.pl`, `inferno`, py-spy and async-profiler write them: `root;caller;leaf 12`.
public struct FoldedImporter: Importer {
  public static let format = FormatDescription(
    id: "folded", tool: "flamegraph", title: "Folded stacks",
    holds: "a line for each stack with its count; of a differential the counts of both sides",
    lacks: "what the counts are and how long they took, so that a rate needs `--duration`",
    record: "py-spy record -d 30 -F -f raw -o stacks.folded -p PID", richness: 40)

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    var rest = PrefixLines(prefix)
    guard let first = rest.next(), FoldedLine(first) != nil else { return .no }
    var lines = [first] + rest
    // The last line may be cut, unless all of the input is here.
    if prefix.count >= ByteSource.prefixLength, lines.count > 1 { lines.removeLast() }
    let good = lines.filter { FoldedLine($0) != nil }
    guard good.count * 5 >= lines.count * 4, good.contains(where: { $0.contains(";") }) else { return .no }
    return .certain
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var stacks = FoldedStackTable()
    var last: LineReader.Line?
    while let line = try reader.next(of: &source) {
      last = line
      let text = line.text
      if text.allSatisfy(\.isWhitespace) { continue }
      guard let stack = FoldedLine(text) else {
        run.record(
          Diagnostic(
            .warning, .profileLineSkipped, "the line is not a stack and a count, and is left out",
            at: SourceLocation(file: source.name, line: line.number, column: 1),
            excerpt: Excerpt(line: line.bytes, column: 1), hint: "is it a message of the profiler?"))
        continue
      }
      stacks.add(stack)
    }
    guard !stacks.isEmpty else {
      throw Diagnostic(
        .error, .inputEmpty, "there is no stack in the file", at: SourceLocation(file: source.name, line: 1),
        hint: "did the profiler see the program run?")
    }
    if let last, !last.isTerminated {
      run.record(
        Diagnostic(
          .note, .inputTruncated, "the last line has no end: the file may have been cut off",
          at: SourceLocation(file: source.name, line: last.number), hint: "if its count looks short, record it again"))
    }
    if let note = stacks.meaning.note(file: source.name) { run.record(note) }
    run.addProfile(try stacks.profile(file: source.name))
  }
}

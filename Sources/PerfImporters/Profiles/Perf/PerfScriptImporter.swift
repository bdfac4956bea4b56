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
    for line in PrefixLines(prefix) {
      if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
      return PerfScriptHead(line) == nil ? .no : .certain
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

/// `lmsdemo127 25379/25380 [001]  1963.472628:   10101010 cpu-clock:u: `; the name of a command may hold spaces.
struct PerfScriptHead {
  let command: String
  let event: String
  let period: Int64
  /// Seconds since the machine started.
  let time: Double

  init?(_ line: some StringProtocol) {
    guard line.first?.isWhitespace == false || line.contains(": ") else { return nil }
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    // The time is the first word that is a number with a point and a colon; the process stands before it.
    guard
      let place = words.firstIndex(where: { word in
        word.hasSuffix(":") && word.contains(".") && Double(word.dropLast()) != nil
      }), place >= 2, let time = Double(words[place].dropLast())
    else { return nil }
    let process = words[place - 1].hasPrefix("[") ? place - 2 : place - 1
    guard process >= 1, words[process].split(separator: "/").allSatisfy({ Int($0) != nil }) else { return nil }
    var rest = words[(place + 1)...]
    var period: Int64 = 1
    if let word = rest.first, let value = Int64(word) {
      period = value
      rest = rest.dropFirst()
    }
    guard let event = rest.first, event.hasSuffix(":") else { return nil }
    command = words[..<process].joined(separator: " ")
    self.event = String(event.drop { $0 == ":" }.dropLast())
    self.period = period
    self.time = time
  }
}

public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads the binary CPU profiles of gperftools, old Go and old Java agents: words of 4 or 8 bytes, of either end
/// (gperftools.github.io/gperftools/cpuprofile-fileformat.html).
public struct PProfCPUImporter: Importer {
  public static let format = FormatDescription(
    id: "pprof-cpu", tool: "gperftools", title: "gperftools CPU profile",
    holds: "stacks of CPU samples as addresses, and the programs that they lie in",
    lacks:
      "names of functions, so that everything is counted by program, unless a Java agent wrote it; and the duration",
    record: "pprof -proto ./server cpu.prof > cpu.pb.gz   (with the program at hand, so that functions get names)",
    richness: 40)

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    LegacyWords.of(Array(prefix)) == nil ? .no : .certain
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let bytes = try source.readAll()
    guard var words = LegacyWords.of(bytes) else { throw error("it does not begin as one", source.name) }
    let isJava = words.header[2] == 1
    guard let microseconds = Int64(exactly: words.header[3]), microseconds < Int64.max / 1000 else {
      throw error("its period is beyond 64 bits", source.name)
    }
    var stacks: [(count: Int64, addresses: [UInt64])] = []
    var hasEnd = false
    while true {
      guard let count = words.next(), let depth = words.next() else { break }
      guard depth <= UInt64(words.remaining), let events = Int64(exactly: count) else {
        throw error("a stack is longer than the file", source.name)
      }
      let addresses = (0..<Int(depth)).compactMap { _ in words.next() }
      if events == 0, addresses == [0] {
        hasEnd = true
        break
      }
      stacks.append((events, addresses))
    }
    if !hasEnd || words.rest.isEmpty {
      run.record(
        Diagnostic(
          .warning, .inputTruncated, "no memory map follows the stacks: the file may have been cut off",
          at: SourceLocation(file: source.name, line: 1), hint: "record it again"))
    }
    if !isJava { Self.removeSignalFrames(&stacks) }
    try finish(stacks, microseconds * 1000, isJava, Array(words.rest), source.name, &run)
  }

  private func finish(
    _ stacks: [(count: Int64, addresses: [UInt64])], _ period: Int64, _ isJava: Bool, _ rest: [UInt8], _ name: String,
    _ run: inout RunBuilder
  ) throws(Diagnostic) {
    var source = try ByteSource.bytes(rest, name: name)
    var text = try LegacyText(&source)
    if let truncation = text.truncation { run.record(truncation) }
    let types = [ProfileValueType("samples", "count"), ProfileValueType("cpu", "nanoseconds")]
    let every = ProfilePeriod(types[1], period)
    var numbered = LegacyNumberedStacks(types)
    numbered.builder.parts.period = every
    var profile = LegacyProfile(types, period: every)
    for stack in stacks {
      let time = stack.count.multipliedReportingOverflow(by: period)
      guard !time.overflow else { throw error("its times add up to more than 64 bits hold", name) }
      let values = [stack.count, time.partialValue]
      if isJava { numbered.add(stack.addresses, values) } else { profile.add(stack.addresses, values, moves: false) }
    }
    run.addProfile(
      isJava ? try numbered.finish(&text) : try profile.finish(LegacyMapping.read(&text), file: name))
  }

  /// Moves callers onto their calls, takes out the frame that the signal handler put second into nearly all stacks (twice at most), and a
  /// leaf that is there twice (pprof, `cpuProfile`, `cleanupDuplicateLocations`).
  private static func removeSignalFrames(_ stacks: inout [(count: Int64, addresses: [UInt64])]) {
    for index in stacks.indices {
      for frame in stacks[index].addresses.indices.dropFirst() { stacks[index].addresses[frame] &-= 1 }
    }
    for _ in 0..<2 {
      var counts: [UInt64: Int] = [:]
      for stack in stacks where stack.addresses.count > 1 { counts[stack.addresses[1], default: 0] += 1 }
      guard let frame = counts.first(where: { $0.value >= stacks.count - stacks.count / 32 })?.key else { continue }
      for index in stacks.indices where stacks[index].addresses.count > 1 && stacks[index].addresses[1] == frame {
        stacks[index].addresses.remove(at: 1)
      }
    }
    for index in stacks.indices where stacks[index].addresses.count > 1 {
      if stacks[index].addresses[0] == stacks[index].addresses[1] &+ 1 { stacks[index].addresses.remove(at: 1) }
    }
  }

  private func error(_ message: String, _ file: String) -> Diagnostic {
    Diagnostic(
      .error, .profileMalformed, "the CPU profile is malformed: \(message)", at: SourceLocation(file: file, line: 1),
      hint: "was it cut off? record it again")
  }
}

/// The words of a binary CPU profile.
struct LegacyWords {
  /// The first five.
  private(set) var header: [UInt64] = []
  private let bytes: [UInt8]
  private let size: Int
  private let isBigEndian: Bool
  private var position = 0

  /// In whichever size and order the first five words are those of a CPU profile; nil for none.
  static func of(_ bytes: [UInt8]) -> LegacyWords? {
    for (size, isBigEndian) in [(4, false), (4, true), (8, false), (8, true)] {
      var words = LegacyWords(bytes, size, isBigEndian)
      let header = (0..<5).compactMap { _ in words.next() }
      guard header.count == 5, header[0] == 0, header[1] == 3, header[2] <= 1, header[3] > 0, header[4] == 0 else {
        continue
      }
      words.header = header
      return words
    }
    return nil
  }

  private init(_ bytes: [UInt8], _ size: Int, _ isBigEndian: Bool) {
    self.bytes = bytes
    self.size = size
    self.isBigEndian = isBigEndian
  }

  /// How many words may still come.
  var remaining: Int { (bytes.count - position) / size }
  /// What is behind the words.
  var rest: ArraySlice<UInt8> { bytes[position...] }

  mutating func next() -> UInt64? {
    guard bytes.count - position >= size else { return nil }
    let word = bytes[position..<position + size]
    position += size
    return (isBigEndian ? Array(word) : word.reversed()).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

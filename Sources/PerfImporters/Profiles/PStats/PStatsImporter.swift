public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what Python's `cProfile` and `profile` write: `{(file, line, function): (primitive calls, calls, time, cumulative time, callers)}`.
public struct PStatsImporter: Importer {
  public static let format = FormatDescription(
    id: "pstats", tool: "cprofile", title: "Python profile (.pstats)",
    holds: "calls, own time and cumulative time of every function, exactly, as it was not sampled",
    lacks: "stacks, so that flame graphs of it show functions side by side; and the slow-down by the profiler itself",
    record: "python -m cProfile -o profile.pstats app.py", richness: 60)

  public init(options: ImportOptions) {}

  /// A dictionary whose first key is a tuple of three.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let bytes = Array(prefix.prefix(7))
    guard bytes.count == 7, bytes[0] & 0x7F == UInt8(ascii: "{") else { return .no }
    let isShort = bytes[1] & 0x7F == UInt8(ascii: ")") && bytes[2] == 3
    let isLong = bytes[1] & 0x7F == UInt8(ascii: "(") && bytes[2...5] == [3, 0, 0, 0]
    return isShort || isLong ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let name = source.name
    var reader = MarshalReader(try source.readAll())
    let value: MarshalValue
    do throws(MarshalFlaw) {
      value = try reader.value()
    } catch {
      throw Self.error(
        error.isTruncated ? .inputTruncated : .profileMalformed,
        error.isTruncated ? "the file ends within a value" : "there is no plain value at byte \(error.offset)", name)
    }
    guard case .dictionary(let functions) = value, !functions.isEmpty else {
      throw Self.error(.profileMalformed, "the file holds no table of functions", name)
    }
    var builder = ProfileBuilder([ProfileValueType("calls", "count"), ProfileValueType("time", "nanoseconds")])
    for (key, value) in functions { try Self.add(key, value, to: &builder, name) }
    run.addProfile(try builder.finish(file: name))
  }

  private static func add(
    _ key: MarshalValue, _ value: MarshalValue, to builder: inout ProfileBuilder, _ name: String
  ) throws(Diagnostic) {
    guard let parts = key.elements, parts.count == 3, let file = parts[0].text, let line = parts[1].integer,
      let function = parts[2].text, let figures = value.elements, figures.count >= 4, let calls = figures[1].integer,
      let time = figures[2].number.flatMap(nanoseconds), let cumulative = figures[3].number.flatMap(nanoseconds)
    else { throw error(.profileMalformed, "a function has no calls and times", name) }
    // pstats prints `app.py:20(query)`, and builtins, which have no file, by their name alone.
    let isBuiltin = file == "~"
    let base = file.split(separator: "/").last.map(String.init) ?? file
    let index = builder.function(
      isBuiltin ? function : "\(function) (\(base):\(line))", file: isBuiltin ? "" : file, startLine: line)
    builder.add([builder.location(function: index, line: line)], [calls, time])
    builder.parts.givenCumulative[index] = [calls, cumulative]
  }

  private static func nanoseconds(_ seconds: Double) -> Int64? { Int64(exactly: (seconds * 1e9).rounded()) }

  private static func error(_ id: DiagnosticID, _ message: String, _ file: String) -> Diagnostic {
    Diagnostic(
      .error, id, message, at: SourceLocation(file: file, line: 1), hint: "was it cut off or edited? record it again")
  }
}

public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads `vmstat`, with times (`-t`) or without.
public struct VmstatImporter: Importer {
  public static let format = FormatDescription(
    id: "vmstat", tool: "procps", title: "vmstat",
    holds: "how busy the processors of the machine were",
    lacks: "how much memory there is; the times only with -t",
    record: "TZ=UTC vmstat -t 5 > vmstat.txt")

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let lines = Array(PrefixLines(prefix).prefix(4))
    // The first row is an average since the machine began, and tells nothing.
    guard lines.count > 3, lines[0].drop(while: { $0 == "-" }).hasPrefix("procs") else { return .no }
    return columns(lines[1])?.contains("id") == true ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var names: [Substring] = []
    var points = ResourcePoints()
    var (number, row) = (0, 0)
    while let line = try reader.next(of: &source) {
      number = line.number
      guard line.isTerminated else {
        run.record(CutLine.warning(source.name, line.number))
        break
      }
      let text = line.text
      if let columns = Self.columns(text) { names = columns }
      let fields = text.split(separator: " ")
      guard let idle = Self.value("id", names, fields), (0...100).contains(idle) else { continue }
      // The first row is an average since the machine began.
      if row > 0 {
        let busy = 100 - idle - (Self.value("wa", names, fields) ?? 0)
        points.add(
          ResourceKey(resource: "host", metric: .cpuUtilization), max(0, min(1, busy / 100)), time: Self.time(fields),
          place: row)
      }
      row += 1
    }
    guard !points.isEmpty else {
      throw NoReadings.error(
        source.name, line: number, hint: "the first row is an average since boot: let it run, vmstat -t 5")
    }
    points.tell(&run)
    run.record(
      Diagnostic(
        .note, .sinceBoot, "the first row is an average since the machine began, and is left out",
        at: SourceLocation(file: source.name)))
  }

  /// ` r  b   swpd   free … us sy id wa st`; nil for what is no such header.
  private static func columns(_ line: some StringProtocol) -> [Substring]? {
    let words = String(line).split(separator: " ")
    return words.count > 10 && words[0] == "r" && words[1] == "b" ? words : nil
  }

  private static func value(_ name: String, _ names: [Substring], _ fields: [Substring]) -> Double? {
    names.firstIndex(of: Substring(name)).flatMap { $0 < fields.count ? Double(fields[$0]) : nil }
  }

  /// `2026-11-21 03:53:01` at the end of a row.
  private static func time(_ fields: [Substring]) -> Int64? {
    guard fields.count > 2, let time = Timestamp(rfc3339: fields.suffix(2).joined(separator: " ")),
      (0...9_000_000_000_000).contains(time.millisecondsSinceEpoch)
    else { return nil }
    return time.millisecondsSinceEpoch * 1_000_000
  }
}

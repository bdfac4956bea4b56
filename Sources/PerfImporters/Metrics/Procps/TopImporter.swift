public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads the heads of the frames that `top -b` prints.
public struct TopImporter: Importer {
  public static let format = FormatDescription(
    id: "top", tool: "procps", title: "top in batch mode",
    holds: "how busy the processors of the machine were, and how much memory was in use and there was",
    lacks: "dates; single processes are left out: pidstat tells of them",
    record: "top -b -d 5 -n 60 > top.txt")

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let text = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? prefix.dropFirst(3) : prefix
    guard text.starts(with: "top - ".utf8) else { return .no }
    return String(decoding: text, as: UTF8.self).contains("\n%Cpu(s):") ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var points = ResourcePoints()
    var (number, frame) = (0, -1)
    while let line = try reader.next(of: &source) {
      number = line.number
      guard line.isTerminated else {
        run.record(CutLine.warning(source.name, line.number))
        break
      }
      let text = line.text
      func add(_ metric: MetricID, _ value: Double?) {
        points.add(ResourceKey(resource: "host", metric: metric), value, time: nil, place: frame)
      }
      if text.hasPrefix("top - ") { frame += 1 }
      // The processors of the first frame are an average since the machine began.
      if text.hasPrefix("%Cpu(s):"), frame > 0, let idle = Self.value("id", text) {
        add(.cpuUtilization, max(0, min(1, (100 - idle - (Self.value("wa", text) ?? 0)) / 100)))
      }
      if let unit = Self.units.first(where: { text.hasPrefix($0.0 + " Mem") })?.1 {
        add(.memoryUsed, Self.value("used", text).map { $0 * unit })
        add(.memoryLimit, Self.value("total", text).map { $0 * unit })
      }
    }
    guard !points.isEmpty else {
      throw NoReadings.error(source.name, line: number, hint: "top -b -d 5 -n 60 prints several frames")
    }
    points.tell(&run)
    run.record(
      Diagnostic(
        .note, .sinceBoot, "the processors of the first frame are an average since the machine began, and are left out",
        at: SourceLocation(file: source.name)))
  }

  private static let units: [(String, Double)] = [
    ("KiB", 0x1p10), ("MiB", 0x1p20), ("GiB", 0x1p30), ("TiB", 0x1p40), ("PiB", 0x1p50),
  ]

  /// The number before a name: `24105.6 total,  20065.9 free`, `0.0 us,100.0 sy`.
  private static func value(_ name: String, _ line: String) -> Double? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    for part in line[line.index(after: colon)...].split(whereSeparator: { $0 == "," }) {
      let words = part.split(separator: " ")
      guard let place = words.firstIndex(of: Substring(name)), place > 0 else { continue }
      return Double(words[place - 1])
    }
    return nil
  }
}

public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads `jstat -gc` and `jstat -gcutil`: collections of a JVM and their time since it began, a row for each look.
public struct JstatImporter: Importer {
  public static let format = FormatDescription(
    id: "jstat", tool: "jstat", title: "jstat -gc or -gcutil",
    holds: "collections of a JVM and the time they took, and with -gc the heap in use",
    lacks:
      "the time of day of each row, so that nobody knows which lay in the load; with -gcutil bytes, of which it writes shares",
    record: "jstat -gc PID 5s > jstat.txt  # from before the load until after it")

  public init(options: ImportOptions) {}

  /// Certain of the header of either table.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    JstatColumns(String(decoding: RawHeader.line(of: prefix), as: UTF8.self)) == nil ? .no : .certain
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var columns: JstatColumns?
    var points = ResourcePoints()
    var (number, place) = (0, 0)
    while let line = try reader.next(of: &source) {
      number = line.number
      guard line.isTerminated else {
        run.record(CutLine.warning(source.name, line.number))
        break
      }
      let text = line.text
      // With -h the header comes again.
      if let header = JstatColumns(text) {
        columns = header
      } else if let columns, columns.add(text, to: &points, place: place) {
        place += 1
      }
    }
    guard !points.isEmpty else {
      throw NoReadings.error(source.name, line: number, hint: "let it run: \(Self.format.record)")
    }
    points.tell(&run)
  }
}

/// The columns of a table of jstat. Those of concurrent collections are there in newer versions; `-` is written for what a collector lacks.
private struct JstatColumns {
  private let names: [Substring]

  /// Nil for a line that is no header of a table with the time of collections.
  init?(_ line: String) {
    let names = line.split { " \t\r".contains($0) }
    guard names.contains("GCT"), names.contains("YGC"), names.contains("S0") || names.contains("S0C") else {
      return nil
    }
    self.names = names
  }

  /// False for what is no row.
  func add(_ line: String, to points: inout ResourcePoints, place: Int) -> Bool {
    let fields = line.split { " \t\r".contains($0) }
    guard fields.count == names.count else { return false }
    // In some locales 0,061.
    let values = Dictionary(
      zip(names, fields.map { Double($0.replacing(",", with: ".")) }), uniquingKeysWith: { first, _ in first })
    func value(_ name: Substring) -> Double? { values[name] ?? nil }
    func add(_ metric: MetricID, _ amount: Double?) {
      points.add(ResourceKey(resource: "", metric: metric), amount, time: nil, place: place)
    }
    let counts = ["YGC", "FGC", "CGC"].compactMap(value)
    add(.gcCount, counts.isEmpty ? nil : counts.reduce(0, +))
    add(.gcPauseTime, value("GCT"))
    // Survivors, eden and the old generation, in KiB.
    let used = ["S0U", "S1U", "EU", "OU"].compactMap(value)
    add(.runtimeHeap, used.count == 4 ? used.reduce(0, +) * 1024 : nil)
    return true
  }
}

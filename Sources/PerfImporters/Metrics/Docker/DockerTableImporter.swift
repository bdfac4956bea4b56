public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads the table of `docker stats`, with the columns of the command or one's own, once or as it refreshes itself on a terminal.
public struct DockerTableImporter: Importer {
  public static let format = FormatDescription(
    id: "docker-stats", tool: "docker", title: "docker stats as a table",
    holds: "processor, memory and its limit, and tasks of each container, for each time that the table was drawn",
    lacks: "times, and of how many cores the processor's share is: 100 % is one core",
    record: "docker stats --no-stream > docker_stats.txt")

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    var table = DockerTable()
    for line in PrefixLines(prefix) {
      if table.read(String(line)) != nil { return .certain }
      guard table.hasHeader else { return .no }
    }
    return .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var table = DockerTable()
    var points = ResourcePoints()
    var number = 0
    while let line = try reader.next(of: &source) {
      number = line.number
      guard line.isTerminated else {
        run.record(CutLine.warning(source.name, line.number))
        break
      }
      table.read(line.text)?.tell(&points, place: table.frame)
    }
    guard !points.isEmpty else {
      throw NoReadings.error(source.name, line: number, hint: "do containers run? docker ps")
    }
    points.tell(&run)
  }
}

/// The rows of a table whose header says what stands where.
struct DockerTable {
  private var columns: [String] = []
  /// How many headers there were before this one.
  private(set) var frame = -1

  var hasHeader: Bool { !columns.isEmpty }

  /// The container of a row; nil for a header, and for what is no row of the table.
  mutating func read(_ line: String) -> DockerStats? {
    let fields = Self.fields(Self.plain(line))
    if fields.contains("CPU %"),
      fields.contains("NAME") || fields.contains("CONTAINER ID") || fields.contains("CONTAINER")
    {
      columns = fields
      frame += 1
      return nil
    }
    guard hasHeader, fields.count == columns.count else { return nil }
    func value(_ name: String) -> String? { columns.firstIndex(of: name).map { fields[$0] } }
    guard let name = value("NAME") ?? value("CONTAINER") ?? value("CONTAINER ID"), let share = value("CPU %"),
      DockerStats.isShare(share)
    else { return nil }
    return DockerStats(name: name, processor: share, memory: value("MEM USAGE / LIMIT"), tasks: value("PIDS"))
  }

  /// Columns stand at least two spaces apart, and no field holds two in a row.
  private static func fields(_ line: String) -> [String] {
    var fields: [String] = []
    var field = ""
    var spaces = 0
    for character in line {
      if character == " " {
        spaces += 1
        continue
      }
      if spaces > 1, !field.isEmpty {
        fields.append(field)
        field = ""
      } else if spaces == 1, !field.isEmpty {
        field += " "
      }
      spaces = 0
      field.append(character)
    }
    return field.isEmpty ? fields : fields + [field]
  }

  /// Without the sequences that clear a terminal and move its cursor: `ESC [ 2 J`.
  private static func plain(_ line: String) -> String {
    var plain = ""
    var rest = line.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        if scalar != "\u{FEFF}" { plain.unicodeScalars.append(scalar) }
        continue
      }
      guard rest.first == "[" else { continue }
      rest.removeFirst()
      while let next = rest.popFirst(), !("@"..."~").contains(next) {}
    }
    return plain
  }
}

/// That a file ends within a line.
enum CutLine {
  static func warning(_ file: String, _ line: Int) -> Diagnostic {
    Diagnostic(
      .warning, .inputTruncated, "the last line has no end, and is left out: it may be cut",
      at: SourceLocation(file: file, line: line), hint: "was the file saved completely?")
  }
}

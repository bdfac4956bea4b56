public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what `sar`, `mpstat`, `pidstat` and `iostat` print: tables under a banner that names the machine, the day and its processors.
public struct SysstatTextImporter: Importer {
  public static let format = FormatDescription(
    id: "sysstat-text", tool: "sysstat", title: "Tables of sar, mpstat, pidstat or iostat",
    holds:
      "processors and memory of the machine, its disks and networks one by one, or processors and memory of processes by their command, with "
      + "times",
    lacks: "a time zone, so that UTC is taken (record with TZ=UTC); how deep the queue of a disk was",
    record:
      "TZ=UTC LC_ALL=C sar -u -r -d -p -n DEV 5 > sar.txt; TZ=UTC LC_ALL=C pidstat -h -u -r -p PID 5 > pidstat.txt")

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    guard Banner(String(decoding: RawHeader.line(of: prefix), as: UTF8.self)) != nil else { return .no }
    // Tables of interrupts or sockets alone say nothing that the catalogue knows.
    let words = Set(String(decoding: prefix, as: UTF8.self).split(whereSeparator: \.isWhitespace))
    return words.isDisjoint(with: known) ? .no : .certain
  }

  private static let known: Set<Substring> = ["%idle", "%CPU", "kbmemused", "RSS", "%util", "rxkB/s"]

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var table = SysstatText()
    var number = 0
    while let line = try reader.next(of: &source) {
      number = line.number
      guard line.isTerminated else {
        run.record(CutLine.warning(source.name, line.number))
        break
      }
      table.read(line.text)
    }
    let dropsFirst = table.dropped
    guard let points = table.finish() else {
      throw NoReadings.error(
        source.name, line: number,
        hint: "record processors, memory, disks or networks: sar -u -r 5; pidstat -u -r -p PID 5")
    }
    points.tell(&run)
    run.record(
      Diagnostic(
        .note, .localTime, "the times have no zone, and are taken as UTC", at: SourceLocation(file: source.name),
        hint: "record with TZ=UTC"))
    if dropsFirst {
      run.record(
        Diagnostic(
          .note, .sinceBoot, "the first report is an average since the machine began, and is left out",
          at: SourceLocation(file: source.name)))
    }
  }

  /// `Linux 6.18.44 (vm) 	11/21/26 	_x86_64_	(2 CPU)`
  struct Banner {
    let host: String
    let day: Substring
    let cores: Double?

    init?(_ line: String) {
      guard line.hasPrefix("Linux "), let open = line.firstIndex(of: "("),
        let close = line[open...].firstIndex(of: ")"),
        open < close
      else { return nil }
      let words = line[line.index(after: close)...].split { " \t()".contains($0) }
      guard words.count >= 2, words[0].contains(where: \.isNumber), words[1].hasPrefix("_") else { return nil }
      host = String(line[line.index(after: open)..<close])
      day = words[0]
      let count = words.count >= 4 && words[3] == "CPU" ? Double(words[2]) : nil
      cores = count.flatMap { (1...100_000).contains($0) ? $0 : nil }
    }
  }
}

/// Reads the tables line by line.
private struct SysstatText {
  private var clock = SysstatClock()
  private var banner: SysstatTextImporter.Banner?
  private var columns: [Substring] = []
  private var points = SysstatPoints()
  /// The time of an iostat report, which stands on a line of its own.
  private var reportTime: Int64?
  private var reports = 0
  private var place = 0
  /// Whether a report since boot was passed over.
  private(set) var dropped = false

  mutating func read(_ line: String) {
    var words = line.split { " \t\r".contains($0) }
    if banner == nil {
      banner = SysstatTextImporter.Banner(line)
      if let day = banner?.day { _ = clock.setDay(day) }
      return
    }
    guard let first = words.first, first != "Average:" else { return }
    // `11/21/26 03:53:01`, before each of iostat's reports.
    if words.count <= 3, words.count > 1, clock.setDay(first) {
      reportTime = clock.time(words[1], half: words.count > 2 ? words[2] : nil)
      reports += 1
      return
    }
    if first == "#" { words.removeFirst() }
    if first == "avg-cpu:" { return header(Array(words.dropFirst())) }
    if first == "Device" || first == "Device:" { return header(["Device"] + words.dropFirst()) }
    if let time = takeTime(&words) {
      guard words.contains(where: { Double($0) != nil }) else { return header(words) }
      add(words, time)
    } else if words.first == "Time" {
      header(Array(words.dropFirst()))
    } else if words.count == columns.count,
      words.dropFirst(columns.first == "Device" ? 1 : 0).allSatisfy({ Double($0) != nil })
    {
      // The first report of iostat is an average since boot.
      if reports > 1 { add(words, reportTime) } else if reports == 1 { dropped = true }
    }
  }

  consuming func finish() -> ResourcePoints? { points.finish() }

  private mutating func header(_ words: [Substring]) {
    columns = words
    place += 1
  }

  private mutating func add(_ fields: [Substring], _ time: Int64?) {
    points.add(
      SysstatRow(columns: columns, fields: fields, host: banner?.host, cores: banner?.cores), time: time, place: place)
  }

  /// Takes `03:53:01`, and an `AM` or `PM` after it, off a line.
  private mutating func takeTime(_ words: inout [Substring]) -> Int64? {
    guard let first = words.first else { return nil }
    let half = words.dropFirst().first.flatMap { ["AM", "PM"].contains($0.uppercased()) ? $0 : nil }
    guard let time = clock.time(first, half: half) else { return nil }
    words.removeFirst(half == nil ? 1 : 2)
    return time
  }
}

extension DiagnosticID {
  /// Times without a zone, taken as UTC.
  static let localTime = DiagnosticID(rawValue: "local-time")
  /// The first report of a tool is an average since the machine or a process began.
  static let sinceBoot = DiagnosticID(rawValue: "since-boot")
}

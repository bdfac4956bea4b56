public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what `vegeta encode` writes: a JSON object for each hit, one a line.
public struct VegetaJSONImporter: Importer {
  public static let format = FormatDescription(
    id: "vegeta-json", tool: "vegeta", title: "vegeta results as JSON",
    holds:
      "every hit: its start and latency to the nanosecond, code, bytes, error, method and URL; so any percentile, errors in words, and "
      + "a time line of each route",
    lacks: "no phases: the latency includes connecting",
    record: "vegeta attack -targets=targets.txt -rate=50 -duration=60s | vegeta encode > results.json", richness: 100)

  private static let keys = ["code", "timestamp", "latency", "bytes_out", "bytes_in"]

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  /// Certain when the first line is an object with the keys of a hit.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let line = RawHeader.line(of: prefix)
    guard line.first == UInt8(ascii: "{") else { return .no }
    let text = String(decoding: line, as: UTF8.self)
    return keys.allSatisfy { text.contains("\"\($0)\":") } ? .certain : .no
  }

  /// Reads the whole file.
  /// - Throws: `input-empty`; the first flaw when no line is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let (name, limits) = (source.name, limits)
    let (scanners, numbers) = try source.scanBlocks { VegetaLineScanner(file: name, limits: limits) }
    var findings = RecordFindings()
    var results = VegetaResults(maximumNames: limits.maximumLabelValues)
    for scanner in scanners {
      findings.merge(scanner.findings)
      results.merge(scanner.results)
    }
    try findings.tell(&run, file: name, numbers: numbers)
    guard findings.records > 0 else { throw RawHeader.empty(name) }
    results.tell(&run, file: name)
  }
}

/// Reads the lines of a file, each a JSON object.
struct VegetaLineScanner: LineBlockScanner {
  private(set) var results: VegetaResults
  private(set) var findings = RecordFindings()
  private let file: String
  private let limits: InputLimits

  init(file: String, limits: InputLimits) {
    self.file = file
    self.limits = limits
    results = VegetaResults(maximumNames: limits.maximumLabelValues)
  }

  mutating func scan(_ bytes: RawSpan, _ block: LineBlock) -> Int {
    var lines = 0
    var start = 0
    while start < block.count {
      let newline = bytes.firstOffset(of: UInt8(ascii: "\n"), from: start, to: block.count)
      let end = newline ?? block.count
      let line = bytes.extracting(start..<end).withUnsafeBytes { Array($0) }
      if line.contains(where: { $0 > 0x20 }) { read(line, at: start, isTerminated: newline != nil, bytes, block) }
      lines += 1
      start = end + 1
    }
    results.flush()
    return lines
  }

  private mutating func read(_ line: [UInt8], at start: Int, isTerminated: Bool, _ bytes: RawSpan, _ block: LineBlock) {
    findings.addRecords(1)
    do throws(Diagnostic) {
      results.add(try hit(JSONDocument(line[...], name: file, limits: limits)))
    } catch {
      let offset = start + (error.location?.column ?? 1) - 1
      guard isTerminated else { return findings.addCut(at: offset, in: bytes, block: block) }
      let flaw = RecordFlaw(
        .vegetaBadLine, "the line is no hit of vegeta: \(error.message); it is left out", at: offset,
        hint: error.hint ?? "was the file edited?")
      findings.add(flaw, in: bytes, block: block)
    }
  }

  private func hit(_ document: JSONDocument) throws(Diagnostic) -> VegetaHit {
    let root = document.root
    var hit = VegetaHit()
    let time = try document.member("timestamp", of: root)
    guard let start = TimeScanner.time(try document.string(time)), (0...RowTime.latest).contains(start) else {
      throw document.error(at: time, id: .vegetaBadLine, message: "the timestamp is not one that can be read")
    }
    hit.start = start
    hit.latency = try whole("latency", of: document, upTo: Int(RowTime.longest))
    hit.code = try whole("code", of: document, upTo: 999)
    hit.received = try whole("bytes_in", of: document, upTo: .max)
    hit.sent = try whole("bytes_out", of: document, upTo: .max)
    hit.method = root["method"]?.string ?? ""
    hit.url = root["url"]?.string ?? ""
    hit.attack = root["attack"]?.string ?? ""
    hit.error = root["error"]?.string ?? ""
    return hit
  }

  private func whole(_ key: String, of document: JSONDocument, upTo most: Int) throws(Diagnostic) -> Int64 {
    let node = try document.member(key, of: document.root)
    let value = try document.integer(node)
    guard (0...most).contains(value) else {
      throw document.error(at: node, id: .vegetaBadLine, message: "\"\(key)\" is not a number that it can be")
    }
    return Int64(value)
  }
}

import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfModel
import PerfUnits
import Synchronization

/// A small format for tests of the conformance kit, and an importer of it that can be given one flaw:
///
/// ```
/// toy
/// /a 3 10 20 30      endpoint, count; minimum, mean and maximum in ms
/// end
/// ```
struct ToyImporter: Importer {
  enum Flaw: CaseIterable {
    case deniesItsOwn, claimsNoise, claimsBlank, claimsOthers
    case failsOnItsOwn, readsEmpty, readsNoise
    case drawsNumbers, countsChunks, keepsCarriageReturns, keepsByteOrderMark
    case acceptsCuts, acceptsCutsBetweenLines
    case throwsWarnings, namesNoFile, namesNoLine, givesNoHint
    case crossesQuantiles, leavesTheMeanOutside, keepsMilliseconds, inventsMetrics, mixesInstruments, goesNegative
    case sortsNothing, describesNothing, lastsForever, showsAbsolutePaths
  }

  /// The flaw of every toy importer of this task.
  @TaskLocal static var flaw: Flaw?
  private static let draws = Atomic(0)

  static let format = FormatDescription(
    id: "toy", tool: "toy", title: "Toy", holds: "one row an endpoint", lacks: "", record: "toy > toy.txt")

  static let text = "toy\n/a 3 10 20 30\n/b 4 1 2 3\nend\n"

  private let flaw = Self.flaw

  init(options: ImportOptions) {}

  static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let text = String(decoding: prefix, as: UTF8.self)
    let isToy = text.drop { $0 == "\u{FEFF}" }.hasPrefix("toy")
    switch flaw {
    case .deniesItsOwn: return .no
    case .claimsNoise: return isToy || prefix.count > 1000 ? .maybe : .no
    case .claimsBlank: return isToy || prefix.allSatisfy { $0 <= 0x20 } ? .maybe : .no
    case .claimsOthers: return isToy || text.hasPrefix("other") ? .certain : .no
    default: return isToy ? .certain : .no
    }
  }

  mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var chunks = 0
    var bytes: [UInt8] = []
    while try source.nextChunk({ (chunk) throws(Diagnostic) in chunk.withUnsafeBytes { bytes.append(contentsOf: $0) } })
    {
      chunks += 1
    }
    if flaw != .keepsByteOrderMark, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if flaw != .keepsCarriageReturns { bytes.removeAll { $0 == UInt8(ascii: "\r") } }
    let lines = String(decoding: bytes, as: UTF8.self).unicodeScalars.split(separator: "\n").map(String.init)
    if flaw == .readsEmpty, lines.isEmpty { return }
    if flaw == .readsNoise, bytes.count > 1000 { return }
    guard lines.first == "toy", flaw != .failsOnItsOwn else { throw error("this is no toy", source.name, 1) }
    var isWhole = false
    for (index, line) in lines.enumerated().dropFirst() {
      if line.drop(while: { $0 == "\r" }).hasPrefix("end") {
        isWhole = true
      } else if !addRow(line, to: &run) {
        if flaw == .acceptsCuts { return }
        throw error("this is no row", source.name, index + 1)
      }
    }
    let isCutBetweenLines = flaw == .acceptsCutsBetweenLines && bytes.last == UInt8(ascii: "\n")
    guard isWhole || flaw == .acceptsCuts || isCutBetweenLines else {
      throw error("there is no end", source.name, lines.count)
    }
    addFlaw(to: &run, chunks: chunks)
  }

  private func addRow(_ line: String, to run: inout RunBuilder) -> Bool {
    let words = line.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Double($0) }
    guard words.count == 5, numbers.count == 4, let metric = MetricCatalogue.metric(.requestDuration) else {
      // With the flaw that keeps them, a carriage return makes the last number no number.
      return flaw == .keepsCarriageReturns && line.hasSuffix("\r")
    }
    run.addDistribution(
      metric, endpoint: String(words[0]), count: Int(exactly: numbers[0].rounded()) ?? 1,
      statistics: [.minimum: numbers[1], .mean: numbers[2], .maximum: numbers[3]], in: .milliseconds, method: .unstated)
    return true
  }

  private func error(_ message: String, _ file: String, _ line: Int) -> Diagnostic {
    let location = SourceLocation(file: flaw == .namesNoFile ? nil : file, line: flaw == .namesNoLine ? nil : line)
    return Diagnostic(
      flaw == .throwsWarnings ? .warning : .error, DiagnosticID(rawValue: "toy"), message, at: location,
      hint: flaw == .givesNoHint ? nil : "ask for another toy")
  }
}

extension ToyImporter {
  private func addFlaw(to run: inout RunBuilder, chunks: Int) {
    func distribution(_ statistics: [Statistic: Double]) {
      guard let metric = MetricCatalogue.metric(.requestWaiting) else { return }
      run.addDistribution(metric, count: 9, statistics: statistics, in: .seconds, method: .unstated)
    }
    func counter(_ name: String, _ value: Double, unit: Unit = .one) {
      run.addCounter(.custom(name, unit: unit, instrument: .counter), value, in: .one)
    }
    switch flaw {
    case .drawsNumbers: counter("draw", Double(Self.draws.add(1, ordering: .relaxed).newValue))
    case .countsChunks: counter("chunks", Double(chunks))
    case .crossesQuantiles: distribution([.median: 2, .quantile(0.95): 1])
    case .leavesTheMeanOutside: distribution([.minimum: 1, .mean: 4, .maximum: 3])
    case .keepsMilliseconds: counter("time", 5, unit: .milliseconds)
    case .goesNegative: counter("negative", -1)
    case .inventsMetrics:
      let metric = Metric(
        id: MetricID(rawValue: "request.colour"), unit: .one, instrument: .counter, direction: .informational)
      run.addCounter(metric, 1, in: .one)
    case .mixesInstruments:
      run.addCounter(.custom("mixed", unit: .one, instrument: .gauge), 1, in: .one)
    case .sortsNothing:
      run.append(Self.run(series: [Self.series("custom.b", 1), Self.series("custom.a", 2)]))
    case .describesNothing:
      run.append(Self.run(series: [Self.series("custom.nothing", 0)]))
    case .lastsForever: run.append(Self.run(duration: .infinity))
    case .showsAbsolutePaths: run.append(Self.run(files: [InputFile(path: "/home/somebody/toy.txt")]))
    default: break
    }
  }

  private static func run(series: [Series] = [], duration: Double? = nil, files: [InputFile] = []) -> Run {
    Run(
      label: "run", tool: "toy", toolVersion: nil, format: "toy", startedAt: nil, duration: duration, files: files,
      context: [:], series: series, declaredObjectives: [], diagnostics: [])
  }

  /// A series that `RunBuilder` would not build: one of 0 observations has a mean all the same.
  private static func series(_ id: String, _ count: Int) -> Series {
    let metric = Metric(
      id: MetricID(rawValue: id), unit: .seconds, instrument: .distribution, direction: .informational)
    let published = PublishedStatistics(count: count, values: [.mean: 1], method: .unstated)
    return Series(key: SeriesKey(metric.id), metric: metric, content: .distribution(.quantiles(published)))
  }
}

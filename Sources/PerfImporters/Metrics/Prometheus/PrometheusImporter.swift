public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what an exporter answers: Prometheus' text format 0.0.4 or OpenMetrics 1.0, once or several times one after the other, and
/// what `/federate` gives.
public struct PrometheusImporter: Importer {
  public static let format = FormatDescription(
    id: "prometheus", tool: "prometheus", title: "Prometheus text format or OpenMetrics",
    holds:
      "what an exporter counted and measured when it was asked: counters, gauges, histograms and summaries with their labels; several answers "
      + "in one file, or in several, show what changed between them",
    lacks:
      "when it was asked, unless the samples carry times: two scrapes, before and after the load, show how much was used and not when",
    record:
      "curl -s http://HOST:PORT/metrics > metrics_start.prom; k6 run …; curl -s http://HOST:PORT/metrics > metrics_end.prom"
  )

  public init(options: ImportOptions) {}

  /// Certain of a line that gives a metric its type, and of a beginning that is nothing but samples with labels.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let text = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? prefix.dropFirst(3) : prefix
    var lines = text.split(separator: UInt8(ascii: "\n"))
    // The last line may be cut, unless all of the input is here.
    if prefix.count >= ByteSource.prefixLength, lines.count > 1 { lines.removeLast() }
    var labelled = false
    for line in lines {
      guard let read = try? PrometheusLine(line.last == UInt8(ascii: "\r") ? line.dropLast() : line) else {
        return .no
      }
      switch read {
      case .type: return .certain
      case .sample(let sample): labelled = labelled || !sample.labels.isEmpty
      case .blank, .comment, .end: continue
      }
    }
    return labelled ? .certain : .no
  }

  /// Reads the whole file; a line that is none is recorded and left out.
  /// - Throws: `input-empty`, `label-cardinality`; the first flaw where no line is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var answers = PrometheusAnswers()
    var flaw: Diagnostic?
    while let line = try reader.next(of: &source) {
      let read: PrometheusLine
      do {
        read = try PrometheusLine(line.bytes)
      } catch {
        let found = Self.flaw(error, line, source.name)
        flaw = flaw ?? found
        run.record(found)
        continue
      }
      guard line.isTerminated || read.isEnd else {
        run.record(Self.cut(line, source.name))
        break
      }
      guard answers.add(read) else { throw MetricTable.tooMany(source.name, line: line.number) }
    }
    let scrapes = answers.finish()
    guard !scrapes.isEmpty else {
      if let flaw {
        throw Diagnostic(.error, flaw.id, flaw.message, at: flaw.location, excerpt: flaw.excerpt, hint: flaw.hint)
      }
      throw Diagnostic(
        .error, .inputEmpty, "there is no sample in the file", at: SourceLocation(file: source.name, line: 1),
        hint: "did the exporter answer? curl -s http://HOST:PORT/metrics")
    }
    MetricTelling.tell(scrapes, to: &run)
  }

  private static func flaw(_ flaw: PrometheusFlaw, _ line: LineReader.Line, _ file: String) -> Diagnostic {
    let column = min(flaw.offset, line.bytes.count) + 1
    return Diagnostic(
      .warning, .metricsLine, flaw.message + "; the line is left out",
      at: SourceLocation(file: file, line: line.number, column: column),
      excerpt: Excerpt(line: line.bytes, column: column), hint: "is it as the exporter wrote it? promtool check metrics"
    )
  }

  private static func cut(_ line: LineReader.Line, _ file: String) -> Diagnostic {
    Diagnostic(
      .warning, .inputTruncated, "the last line has no end, and is left out: it may be cut",
      at: SourceLocation(file: file, line: line.number), hint: "was the answer saved completely?")
  }
}

extension PrometheusLine {
  fileprivate var isEnd: Bool { if case .end = self { true } else { false } }
}

/// The answers of a file, one after the other.
private struct PrometheusAnswers {
  private var tables: [MetricTable] = []
  private var current = MetricTable()

  /// Takes a line; false where there is too much.
  mutating func add(_ line: PrometheusLine) -> Bool {
    switch line {
    case .blank, .comment: return true
    case .type(let name, let kind):
      current.declare(name, kind)
      return true
    case .end:
      close()
      return true
    case .sample(let sample): return add(sample)
    }
  }

  private mutating func add(_ sample: PrometheusSample) -> Bool {
    let key = MetricTable.Key(name: sample.name, labels: Labels(sample.labels))
    // The first series again, without a time: the next answer.
    if sample.timestamp == nil, key == current.first, current.holdsUntimed(key) { close() }
    return current.add(
      key, MetricPoint(time: sample.timestamp.flatMap(Self.nanoseconds), value: sample.value))
  }

  /// Milliseconds since 1970 in text 0.0.4, seconds in OpenMetrics: no load test was before 1973 or will be after 5138. As doubles they
  /// are good to a microsecond.
  private static func nanoseconds(_ time: Double) -> Int64? {
    let seconds = abs(time) < 1e11 ? time : time / 1000
    return (0...9e9).contains(seconds) ? Int64((seconds * 1e6).rounded()) * 1000 : nil
  }

  private mutating func close() {
    guard !current.isEmpty else { return }
    tables.append(current)
    // The same exporter declares the same types, once a file or once an answer.
    current = MetricTable(declarationsOf: current)
  }

  consuming func finish() -> [MetricScrape] {
    close()
    return tables.map { $0.scrape() }
  }
}

extension DiagnosticID {
  /// A line of an exporter's answer that is no sample.
  static let metricsLine = DiagnosticID(rawValue: "metrics-line")
}

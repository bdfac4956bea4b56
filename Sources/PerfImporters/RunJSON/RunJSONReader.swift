import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads one run of a `perfreport/run/1` document.
struct RunJSONReader {
  let document: JSONDocument

  func run(_ node: JSONNode) throws(Diagnostic) -> Run {
    let fields = RunJSONFields(document: document, node: node)
    var findings: [Diagnostic] = []
    let series = try series(fields, &findings)
    let timeline = RunJSONTimeline(run: fields)
    return Run(
      label: try fields.string("label"), tool: try fields.string("tool"),
      toolVersion: try fields.optionalString("toolVersion"), format: try fields.string("format"),
      startedAt: try startedAt(fields), duration: try duration(fields),
      files: try fields.elements("files").map(file), context: try fields.strings("context"),
      series: series, timelines: try timeline.timelines(), origin: try timeline.origin(),
      loadWindow: try timeline.loadWindow(),
      declaredObjectives: try fields.elements("declaredObjectives").map(objective),
      diagnostics: try fields.elements("diagnostics").map(diagnostic) + findings)
  }

  private func startedAt(_ fields: RunJSONFields) throws(Diagnostic) -> Timestamp? {
    guard let text = try fields.optionalString("startedAt") else { return nil }
    guard let start = Timestamp(rfc3339: text) else {
      throw fields.invalid("startedAt", "a time as 2026-11-21T03:23:38.389Z")
    }
    return start
  }

  private func duration(_ fields: RunJSONFields) throws(Diagnostic) -> Double? {
    guard let seconds = try fields.optionalNumber("duration") else { return nil }
    guard seconds > 0 else { throw fields.invalid("duration", "more than 0 seconds") }
    return seconds
  }

  private func file(_ node: JSONNode) throws(Diagnostic) -> InputFile {
    let fields = RunJSONFields(document: document, node: node)
    return InputFile(
      path: try fields.string("path"), sha256: try fields.optionalString("sha256"),
      bytes: try fields.optionalCount("bytes"))
  }

  /// Ascending by key and each key once, which is what `Run` promises to those who search it.
  private func series(_ fields: RunJSONFields, _ findings: inout [Diagnostic]) throws(Diagnostic) -> [Series] {
    var seen: Set<SeriesKey> = []
    var all: [Series] = []
    for element in try fields.elements("series") {
      let series = try RunJSONSeries(fields: RunJSONFields(document: document, node: element)).series(&findings)
      guard seen.insert(series.key).inserted else {
        throw document.error(
          at: element, id: .duplicateSeries,
          message: "a series of this metric, endpoint and labels stands above already",
          hint: "convert the original results again")
      }
      all.append(series)
    }
    return all.sorted { $0.key < $1.key }
  }

  private func objective(_ node: JSONNode) throws(Diagnostic) -> DeclaredObjective {
    let fields = RunJSONFields(document: document, node: node)
    return DeclaredObjective(
      series: try fields.seriesKey(), expression: try fields.string("expression"),
      metAccordingToTool: try fields.optionalBool("met"))
  }

  private func diagnostic(_ node: JSONNode) throws(Diagnostic) -> Diagnostic {
    let fields = RunJSONFields(document: document, node: node)
    let place = SourceLocation(
      file: try fields.optionalString("file"), line: try fields.optionalCount("line"),
      column: try fields.optionalCount("column"))
    let isPlaced = place != SourceLocation(file: nil)
    return Diagnostic(
      try fields.oneOf("severity", Severity.init, names: Severity.allCases.map(\.rawValue)),
      DiagnosticID(rawValue: try fields.string("id")), try fields.string("message"), at: isPlaced ? place : nil,
      excerpt: try excerpt(fields), hint: try fields.optionalString("hint"))
  }

  private func excerpt(_ fields: RunJSONFields) throws(Diagnostic) -> Excerpt? {
    guard let node = fields.node["excerpt"] else { return nil }
    let excerpt = RunJSONFields(document: document, node: node)
    let text = try excerpt.string("text")
    guard let caret = try excerpt.optionalCount("caret"), caret <= text.count else {
      throw excerpt.invalid("caret", "an offset into the text")
    }
    return Excerpt(text: text, caret: caret)
  }
}

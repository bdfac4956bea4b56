import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads the file of `k6 run --out json`: every point of a run, one on a line.
struct K6NDJSONImporter: Importer {
  static let format = FormatDescription(
    id: "k6-ndjson", tool: "k6", title: "k6 NDJSON output",
    holds: "every request with its time, phases, status, scenario and endpoint, every check and custom metric, "
      + "and the thresholds of metrics as written",
    lacks: "k6's verdict on thresholds, and the thresholds of sub-metrics; sub-metrics of tags other than endpoint, "
      + "scenario, status and expected_response are not made",
    record: "k6 run --out json=run.ndjson.gz script.js", richness: 100)

  private let options: ImportOptions

  init(options: ImportOptions) { self.options = options }

  static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let text = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? prefix.dropFirst(3) : prefix
    guard let first = text.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first,
      let root = JSONOutline.root(of: first), let type = root["type"]?.string
    else { return .no }
    let isPoint = type == "Point" && root["data"]?["time"] != nil && root["data"]?.has("value") == true
    let isDefinition = type == "Metric" && root["data"]?["type"]?.string.flatMap(K6Definition.Kind.init) != nil
    return isPoint || isDefinition ? .certain : .no
  }

  mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    try K6RawImport.read(&source, into: &run, format: K6NDJSONFormat(name: source.name, limits: options.limits))
  }
}

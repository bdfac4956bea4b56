import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads `perfreport/run/1`, the run model as `perfreport convert` writes it. Samples come back as their sketch with exact statistics.
///
/// Numbers are in base units, keys may be missing where `?` stands or be null, and keys that are not here are ignored.
///
/// ```
/// { "schema": "perfreport/run/1",
///   "runs": [ {
///     "label": "before", "tool": "k6", "toolVersion"?: "2.2.0", "format": "k6-summary-export",
///     "startedAt"?: "2026-11-21T03:23:38.389Z", "duration"?: 30.4, "files"?: [ {"path", "sha256"?, "bytes"?} ],
///     "context"?: {"commit": "0a1b2c"},
///     "series": [ {
///       "metric": "request.duration", "endpoint"?: "GET /api/feed", "labels"?: {"scenario": "search"},
///       "unit": "s" | "1" | "1/s" | "By" | "By/s",
///       "instrument": "distribution" | "counter" | "scalar" | "gauge" | "ratio",
///       "direction": "lowerIsBetter" | "higherIsBetter" | "informational",
///       "basis": "samples" | "sketch" | "quantiles" | "scalar" | "none",
///       "count"?, "statistics"?: {"mean": 0.05, "p95": 0.09}, "quantileMethod", "resolution"?    (quantiles)
///       "count"?, "statistics"?, "resolution"?,                             (samples and sketch)
///       "sketch": {"min": 1, "max": 2, "sum": [3], "firstKey": 1047552, "gaps": [1024], "counts": [1, 1]}
///       "value"                                                             (scalar: counter, scalar)
///       "value", "statistics"?: {"min", "max"}                              (scalar: gauge)
///       "events"?, "total"?, "value"                                        (scalar: ratio; both counts or neither)
///     } ],
///     "origin"?: "2026-11-21T03:23:38.389966967Z", "loadWindow"?: [0.5, 30.2],
///     "timeline"?: [ {"at": 3, "length": 1, "endpoint"?, "count": 20, "failed": 1, "users"?, "p50"?, "p95"?, "p99"?, "mean"?} ],
///     "declaredObjectives"?: [ {"metric", "endpoint"?, "labels"?, "expression", "met"?: true | false} ],
///     "diagnostics"?: [ {"severity", "id", "message", "file"?, "line"?, "column"?,
///                        "excerpt"?: {"text", "caret"}, "hint"?} ] } ] }
/// ```
///
/// A series whose basis is `none` is declared, but counted nothing.
struct RunJSONImporter: Importer {
  static let format = FormatDescription(
    id: "perfreport-run", tool: "perfreport", title: "perfreport unified run",
    holds: "everything that perfreport knew of one or several runs when it converted them",
    lacks: "", record: "perfreport convert RUN -o run.json")

  /// The schema without its version, which `sniff` takes whatever it is: a version that is not known is refused by name.
  private static let schema = "perfreport/run/"
  private static let version = "1"

  private let options: ImportOptions

  init(options: ImportOptions) { self.options = options }

  static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    JSONOutline.root(of: prefix)?["schema"]?.string?.hasPrefix(schema) == true ? .certain : .no
  }

  mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let name = source.name
    let bytes = try source.readAll()
    let document = try JSONDocument(bytes[...], name: name, limits: options.limits)
    let schema = try document.member("schema", of: document.root)
    guard try document.string(schema) == Self.schema + Self.version else {
      throw document.error(
        at: schema, id: .runSchemaUnknown, message: "this perfreport reads \(Self.schema)\(Self.version) only",
        hint: "convert the original results again, or use the perfreport that wrote the file")
    }
    let runs = try document.member("runs", of: document.root)
    let elements = try document.elements(of: runs)
    guard !elements.isEmpty else {
      throw document.error(
        at: runs, id: .noData, message: "the document holds no run",
        hint: "convert the original results again")
    }
    let reader = RunJSONReader(document: document)
    for element in elements { run.append(try reader.run(element)) }
  }
}

extension DiagnosticID {
  /// A `perfreport/run` document of a version that is not known.
  static let runSchemaUnknown = DiagnosticID(rawValue: "run-schema-unknown")
  /// A value of a `perfreport/run` document that the schema does not allow.
  static let runInvalid = DiagnosticID(rawValue: "run-invalid")
}

import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfReporters

/// Reads a `perfreport/plan/1` file back, as far as a later plan is compared with it.
enum EarlierPlanFile {
  private static let schema = SchemaCatalogue.plan

  /// - Throws: what the file system and the JSON reader throw, and `json-type` for a document of another kind.
  static func read(_ path: String) throws(Diagnostic) -> EarlierPlan {
    var source = try ByteSource.file(path, name: path)
    let document = try JSONDocument(try source.readAll()[...], name: path)
    let written = try document.member("schema", of: document.root)
    guard try document.string(written) == schema else {
      throw document.error(
        at: written, id: .jsonType, message: "expected \(schema)",
        hint: "write one with 'perfreport plan RUN -o plan.json'")
    }
    var lines: [EarlierPlan.Line] = []
    for node in try document.elements(of: try document.member("lines", of: document.root)) {
      lines.append(try line(node, document))
    }
    return EarlierPlan(name: InputName.shown(path), lines: lines)
  }

  private static func line(_ node: JSONNode, _ document: JSONDocument) throws(Diagnostic) -> EarlierPlan.Line {
    let interval = try ends(node, document)
    return EarlierPlan.Line(
      id: try document.string(try document.member("id", of: node)),
      title: try document.string(try document.member("title", of: node)), shown: node["shown"]?.string,
      value: node["value"]?.number?.double,
      isExact: node["bound"]?.string == "exact", low: interval?.0, high: interval?.1)
  }

  private static func ends(_ node: JSONNode, _ document: JSONDocument) throws(Diagnostic) -> (Double?, Double?)? {
    guard let pair = node["interval"]?.elements else { return nil }
    guard pair.count == 2 else { throw document.error(at: node, id: .jsonType, message: "expected two ends") }
    return (pair[0].number?.double, pair[1].number?.double)
  }
}

public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads JUnit XML, the report that nearly every test runner can write, in all its dialects.
public struct JUnitImporter: Importer {
  public static let format = FormatDescription(
    id: "junit", tool: "junit", title: "JUnit XML report",
    holds: "the duration and outcome of every test case, retries, and the totals of the run",
    lacks:
      "several times of one test case, so that a comparison of two single reports is a comparison of two observations",
    record: "pytest --junitxml=report.xml")

  /// The roots of a report; `testrun` is Eclipse's.
  static let roots: Set<String> = ["testsuites", "testsuite", "testrun"]

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    switch XMLRoot(prefix: prefix) {
    case .element(let name): roots.contains(name) ? .certain : .no
    case .unseen: .maybe
    case .notXML: .no
    }
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let report = try Self.report(of: &source, limit: limits.maximumLabelValues)
    JUnitRun(report, file: source.name, limit: limits.maximumLabelValues).add(to: &run)
  }

  /// What the source says, before it is put into the run model.
  static func report(of source: inout ByteSource, limit: Int) throws(Diagnostic) -> JUnitReport {
    let handler = JUnitHandler(limit: limit)
    try XMLReader.read(&source, into: handler)
    return handler.reader.report
  }
}

/// Gives `JUnitReader`, a value, to the XML parser, which calls an object.
private final class JUnitHandler: XMLHandler {
  private(set) var reader: JUnitReader

  init(limit: Int) { reader = JUnitReader(limit: limit) }

  func startElement(_ element: borrowing XMLElement) throws(Diagnostic) { try reader.start(element) }

  func endElement() { reader.end() }
}

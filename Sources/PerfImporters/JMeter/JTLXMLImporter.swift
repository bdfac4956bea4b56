public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what JMeter and Taurus record as XML.
public struct JTLXMLImporter: Importer {
  public static let format = FormatDescription(
    id: "jtl-xml", tool: "jmeter", title: "JMeter results as XML",
    holds:
      "every sample: start, duration, label, code, outcome, what assertions say, and as far as they were saved the time to connect and to "
      + "the first byte, bytes and the number of threads; transactions apart from the requests in them",
    lacks:
      "times are whole milliseconds; no method where the label does not name it; parts of a sample (redirects, embedded files) are in "
      + "its duration and not told one by one",
    record: "jmeter -n -t plan.jmx -l results.jtl -Jjmeter.save.saveservice.output_format=xml", richness: 100)

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  /// Certain when the root element is JMeter's.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    XMLRoot(prefix: prefix) == .element(JTLXMLReader.root) ? .certain : .no
  }

  /// Reads the whole document, or as far as it goes: a JMeter that was killed leaves the end out.
  /// - Throws: `input-empty`; `xml-syntax` and the like where they come before the first sample; `jtl-bad-sample` when no sample has a
  ///   start and a duration.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let reader = JTLXMLReader(file: source.name, maximumNames: limits.maximumLabelValues)
    do throws(Diagnostic) {
      try XMLReader.read(&source, into: reader)
    } catch {
      guard error.id == .xmlSyntax, reader.hasSamples else { throw error }
      run.record(
        Diagnostic(
          .warning, .inputTruncated, "the results end early: \(error.message); what came before is used",
          at: error.location, excerpt: error.excerpt, hint: "was JMeter killed while it wrote?"))
    }
    try reader.tellFlaws(&run)
    guard reader.hasSamples else { throw RawHeader.empty(source.name) }
    reader.finished().tell(&run, file: source.name)
  }
}

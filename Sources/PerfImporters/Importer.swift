public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads one format into the run model. Adding one is one file, one line in `ImporterRegistry` and one fixture folder.
///
/// The importer pulls bytes and pushes facts. There are two kinds of no: "not mine" is `sniff`; "mine, and broken" is a thrown
/// `Diagnostic`. A recoverable flaw is recorded in the run with its position, and reading goes on.
public protocol Importer: Sendable {
  /// What the format is; `perfreport formats` and docs/formats are made from it.
  static var format: FormatDescription { get }

  /// Whether the first bytes of an input (at most `ByteSource.prefixLength`) are of this format. Pure: no state, no I/O.
  static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence

  init(options: ImportOptions)

  /// Reads the whole source into the run.
  /// - Throws: a diagnostic with file, line, column and hint when the input is of this format and broken.
  mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic)
}

/// How sure an importer is that an input is its own.
public enum Confidence: Int, Sendable, Hashable, Comparable {
  case no
  /// The input could be of the format; it is taken when no other importer is certain and no other says maybe.
  case maybe
  case certain

  public static func < (a: Confidence, b: Confidence) -> Bool { a.rawValue < b.rawValue }
}

/// What a format is, for people.
public struct FormatDescription: Sendable, Hashable {
  /// Stable and kebab-case: `k6-summary-export`; the argument of `--input-format`.
  public let id: String
  /// The tool that writes it: `k6`.
  public let tool: String
  /// A title: `k6 legacy summary export`.
  public let title: String
  /// One sentence on what it holds.
  public let holds: String
  /// What it cannot tell, with the consequence for a comparison; empty if nothing is missing.
  public let lacks: String
  /// The command that records the most useful file of this format.
  public let record: String
  /// Which of two files of one run is preferred: the richer. A summary has 50, one with fewer statistics less, one that holds
  /// every request 100.
  public let richness: Int

  public init(
    id: String, tool: String, title: String, holds: String, lacks: String, record: String, richness: Int = 50
  ) {
    self.id = id
    self.tool = tool
    self.title = title
    self.holds = holds
    self.lacks = lacks
    self.record = record
    self.richness = richness
  }
}

/// What the caller wants of an import.
public struct ImportOptions: Sendable, Hashable {
  public var limits: InputLimits

  public init(limits: InputLimits = InputLimits()) { self.limits = limits }
}

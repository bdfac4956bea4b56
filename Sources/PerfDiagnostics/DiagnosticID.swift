/// The kebab-case name of a kind of finding; scripts may rely on it, and documentation is found by it.
///
/// An open set: this table holds the ids used in the house, another importer adds its own in an extension.
public struct DiagnosticID: RawRepresentable, Sendable, Hashable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  private init(_ rawValue: String) { self.rawValue = rawValue }
}

extension DiagnosticID {
  // Inputs as bytes.
  public static let inputMissing = DiagnosticID("input-missing")
  public static let inputUnreadable = DiagnosticID("input-unreadable")
  public static let inputEmpty = DiagnosticID("input-empty")
  public static let inputTooLarge = DiagnosticID("input-too-large")
  public static let inputTruncated = DiagnosticID("input-truncated")
  public static let compressionBroken = DiagnosticID("compression-broken")
  public static let compressionBomb = DiagnosticID("compression-bomb")
  public static let lineTooLong = DiagnosticID("line-too-long")
  public static let formatUnknown = DiagnosticID("format-unknown")
  public static let formatUnreadable = DiagnosticID("format-unreadable")
  public static let formatAmbiguous = DiagnosticID("format-ambiguous")
  public static let inputDuplicate = DiagnosticID("input-duplicate")
  public static let inputSkipped = DiagnosticID("input-skipped")

  // Syntaxes.
  public static let jsonSyntax = DiagnosticID("json-syntax")
  public static let jsonDuplicateKey = DiagnosticID("json-duplicate-key")
  public static let jsonType = DiagnosticID("json-type")
  public static let jsonMissingKey = DiagnosticID("json-missing-key")
  public static let nestingTooDeep = DiagnosticID("nesting-too-deep")
  public static let xmlSyntax = DiagnosticID("xml-syntax")
  public static let xmlDoctype = DiagnosticID("xml-doctype")
  public static let yamlSyntax = DiagnosticID("yaml-syntax")
  public static let yamlValue = DiagnosticID("yaml-value")
  public static let tableMalformed = DiagnosticID("table-malformed")

  // The run model.
  public static let nonFiniteValue = DiagnosticID("non-finite-value")
  public static let negativeCount = DiagnosticID("negative-count")
  public static let duplicateSeries = DiagnosticID("duplicate-series")
  public static let labelCardinality = DiagnosticID("label-cardinality")
  public static let nameTooLong = DiagnosticID("name-too-long")
  public static let noData = DiagnosticID("no-data")

  // Profiles.
  public static let evidenceFound = DiagnosticID("evidence-found")
  public static let evidenceAlone = DiagnosticID("evidence-alone")
  public static let profileMissing = DiagnosticID("profile-missing")
  public static let profileMalformed = DiagnosticID("profile-malformed")
  public static let profileOverflow = DiagnosticID("profile-overflow")
  public static let profileScaleUnknown = DiagnosticID("profile-scale-unknown")
  public static let profileWeights = DiagnosticID("profile-weights")
  /// What keeps evidence of two sides from being held against each other as it is.
  public static let evidenceComparability = DiagnosticID("evidence-comparability")
  public static let queryEvidence = DiagnosticID("query-evidence")
  public static let profileLineSkipped = DiagnosticID("profile-line-skipped")
}

/// The hidden first line of a comment: `<!-- perfreport:compare id=nightly -->`.
public struct Marker: Sendable, Hashable {
  /// The report that writes the comment: `compare`.
  public let report: String
  /// Tells several comments on one pull request apart.
  public let id: String

  /// Only letters, digits, `.`, `_` and single `-` remain of an id, so that no id can close the comment early.
  public init(report: String, id: String) {
    self.report = report
    self.id = Self.sanitized(id)
  }

  public var text: String { "<!-- perfreport:\(report) id=\(id) -->" }

  private static let longestID = 100

  private static func sanitized(_ id: String) -> String {
    var clean = ""
    for scalar in id.unicodeScalars.prefix(longestID) {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      let kept: Character = isPlain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
      if kept != "-" || clean.last != "-" { clean.append(kept) }
    }
    return clean.isEmpty ? "default" : clean
  }
}

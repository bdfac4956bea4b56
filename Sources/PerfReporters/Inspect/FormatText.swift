/// What a format is, in words: a copy of what its importer says, because reports know no importers.
public struct FormatText: Sendable, Hashable {
  /// `k6-summary-export`
  public let id: String
  public let tool: String
  public let title: String
  /// One sentence on what it holds.
  public let holds: String
  /// What it cannot tell, with the consequence; empty if nothing is missing.
  public let lacks: String
  /// The command that records the most useful file of this format.
  public let record: String

  public init(id: String, tool: String, title: String, holds: String, lacks: String, record: String) {
    self.id = id
    self.tool = tool
    self.title = title
    self.holds = holds
    self.lacks = lacks
    self.record = record
  }
}

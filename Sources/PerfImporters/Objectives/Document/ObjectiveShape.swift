import PerfFormats

/// One of the ways in which people write targets down. Adding one is one file and one line in `ObjectiveShapes`.
protocol ObjectiveShape: SendableMetatype {
  /// Reads a passage of this shape; false where it is of another. Once true, everything in the passage that looks like a
  /// target is in the sheet, and no other shape sees it.
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool
}

/// A piece of a document that may hold targets.
enum Passage {
  case table(TargetTable)
  case line(TargetLine)
  case code(MarkdownCode)
}

/// A bullet, an entry of a checklist or a line of a paragraph.
struct TargetLine {
  enum Kind {
    case bullet
    case task
    case prose
  }

  let kind: Kind
  /// Without markup, emoji and struck-out words.
  let text: String
  let line: Int
  let column: Int

  var spot: StatementSheet.Spot { StatementSheet.Spot(text: text, line: line, column: column) }
}

/// The shapes in the order of precedence: the first that knows a passage reads it.
///
/// Tables: a capacity table is recognised by its sizes, before anything can take a size for a target; then levels of load as
/// columns; then statistics as columns; a table with a target column is last, because the others may have one too. Lines: what
/// belongs to a scenario or an alert list by its place comes before what is told by its own words; a plain bullet is last.
enum ObjectiveShapes {
  static let all: [any ObjectiveShape.Type] = [
    CapacityTable.self, LoadLevelTable.self, EndpointStatisticTable.self, TargetColumnTable.self,
    CodeBlockTargets.self,
    ScenarioBlock.self, AlertList.self, ImprovementGoal.self, ChecklistTarget.self, BulletTarget.self,
    ProseTarget.self,
  ]
}

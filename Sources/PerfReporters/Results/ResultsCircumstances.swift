import PerfAnalysis
import PerfDiagnostics
import PerfModel
import PerfUnits

/// Where, when and with what was measured, and what was noticed in the files.
enum ResultsCircumstances {
  /// Facts that templates name, and the keys under which tools and users write them.
  private static let named: [(name: String, keys: [String])] = [
    ("name", ["environment", "env"]), ("version", ["version", "release"]), ("commit", ["commit", "revision", "sha"]),
    ("hardware", ["hardware", "machine", "cpu"]),
  ]

  /// Where the runs differ in a fact, all of them are told.
  static func environment(_ runs: [Run]) -> TemplateObject {
    func value(_ keys: [String]) -> String? {
      var values: [String] = []
      for value in runs.flatMap({ run in keys.compactMap { run.context[$0] } }) where !values.contains(value) {
        values.append(value)
      }
      return values.isEmpty ? nil : values.joined(separator: ", ")
    }
    let known = Set(named.flatMap(\.keys) + ["command"])
    let others = Set(runs.flatMap(\.context.keys)).subtracting(known).sorted()
    return TemplateObject(
      named.map { ($0.name, .name(value($0.keys))) } + [
        (
          "facts",
          .list(others.map { TemplateObject([("name", .text($0)), ("value", .name(value([$0]) ?? ""))]) })
        )
      ])
  }

  static func run(_ run: Run) -> TemplateObject {
    let figures = SideFigures([run])
    let requests = figures.total(SeriesKey(.requestCount)) ?? figures.total(SeriesKey(.requestDuration))
    return TemplateObject([
      ("label", .name(run.label)),
      ("tool", .text([run.tool, run.toolVersion].compactMap(\.self).joined(separator: " "))),
      ("format", .name(run.format)), ("startedAt", .optional(run.startedAt?.rfc3339)),
      ("duration", .optional(SideText.durations([run.duration]))),
      ("requests", .optional(requests.map(ResultsText.count))),
      ("command", .name(run.context["command"])),
      (
        "files",
        .list(run.files.map { TemplateObject([("path", .name($0.path)), ("sha256", .name($0.sha256))]) })
      ),
    ])
  }

  static func recording(_ format: FormatText) -> TemplateObject {
    TemplateObject([
      ("tool", .text(format.tool)), ("lacks", .optional(format.lacks.isEmpty ? nil : format.lacks)),
      ("command", .name(format.record)),
    ])
  }

  static func finding(_ diagnostic: Diagnostic) -> TemplateObject {
    TemplateObject([
      ("severity", .text(diagnostic.severity.rawValue)), ("place", .name(DataQuality.place(diagnostic))),
      ("message", .text(diagnostic.message)), ("id", .name(diagnostic.id.rawValue)),
      ("hint", .optional(diagnostic.hint)),
    ])
  }
}

/// Numbers in words that several parts of the results share.
enum ResultsText {
  /// `7,101`; a count that no file can hold is written as it is.
  static func count(_ value: Double) -> String {
    Int(exactly: value.rounded()).map(NumberText.grouped) ?? value.description
  }

  /// `60`, `10, 20, 40`, or `1 … 60` where they came and went.
  static func users(_ users: UsersHeld) -> String {
    switch users {
    case .between(let low, let high): count(low) + " … " + count(high)
    case .levels(let levels) where levels.count <= mostLevels: levels.map(count).joined(separator: ", ")
    case .levels(let levels):
      levels.prefix(1).map(count).joined() + " … " + levels.suffix(1).map(count).joined()
        + " in \(levels.count) levels"
    }
  }

  /// More levels are told by their ends.
  private static let mostLevels = 6

  /// `91.5 ms (79.5 … 104)`
  static func figure(_ figure: SideFigures.Figure, _ scale: ValueScale) -> String {
    let interval = figure.interval.map { " (\(scale.number($0.low)) … \(scale.number($0.high)))" } ?? ""
    return scale.text(figure.value) + interval
  }
}

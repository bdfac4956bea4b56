public import PerfModel

/// A file as `perfreport inspect` found it.
public struct InspectedFile: Sendable, Hashable {
  public let path: String
  public let format: FormatText
  public let runs: [Run]

  public init(path: String, format: FormatText, runs: [Run]) {
    self.path = path
    self.format = format
    self.runs = runs
  }
}

/// What files are, what is in them, what they lack, and how to record a better one.
public enum InspectReport {
  public static func document(_ files: [InspectedFile]) -> Document { Document(files.flatMap(blocks)) }

  private static func blocks(_ file: InspectedFile) -> [Block] {
    let version = file.runs.first?.toolVersion.map { " " + $0 } ?? ""
    let runs = Words.count(file.runs.count, "run")
    var blocks: [Block] = [
      .heading(level: 2, [.code(file.path)]),
      .paragraph([
        .text("\(file.format.title) ("), .code(file.format.id),
        .text("), written by \(file.format.tool)\(version), \(runs)"),
      ]),
    ]
    for run in file.runs {
      if file.runs.count > 1 { blocks.append(.heading(level: 3, [.text("Run "), .code(run.label)])) }
      blocks += RunOverview.blocks(run)
    }
    let lacking = Set(file.runs.flatMap(RunOverview.lacking)).sorted()
    let lacks = lacking.map { [Inline.text($0)] } + (file.format.lacks.isEmpty ? [] : [[.text(file.format.lacks)]])
    if !lacks.isEmpty {
      blocks += [.heading(level: 3, [.text("What is missing")]), .list(lacks)]
      blocks += [.paragraph([.text("To record more:")]), .code(file.format.record)]
    }
    return blocks + DataQuality.blocks(file.runs.flatMap(\.diagnostics))
  }
}

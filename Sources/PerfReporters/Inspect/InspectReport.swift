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
  /// For a terminal or a pipe; quiet is a line for each file.
  public static func text(_ files: [InspectedFile], _ options: ReportOptions = ReportOptions()) -> String {
    TextRenderer(width: options.width, color: options.color).render(options.quiet ? list(files) : document(files))
  }

  /// In at most `options.maximumBytes` bytes: first a line for each file is left, then as many of these as fit.
  public static func markdown(_ files: [InspectedFile], _ options: ReportOptions = ReportOptions()) -> String {
    let text = MarkdownRenderer().render(options.quiet ? list(files) : document(files))
    guard let maximum = options.maximumBytes, text.utf8.count > maximum else { return text }
    // A line more makes it longer, so that the largest number that fits is found by halving.
    var (fitting, tooMany) = (0, files.count + 1)
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if shortened(files, to: middle).utf8.count <= maximum { fitting = middle } else { tooMany = middle }
    }
    let shortest = shortened(files, to: fitting)
    return shortest.utf8.count <= maximum ? shortest : ""
  }

  private static func shortened(_ files: [InspectedFile], to count: Int) -> String {
    let hidden = files.count - count
    let more = hidden > 0 ? "\(Words.count(hidden, "file")) and all figures" : "All figures"
    let omission = Block.paragraph([.text("\(more) left out for want of room.")])
    return MarkdownRenderer().render(Document(list(Array(files.prefix(count))).blocks + [omission]))
  }

  public static func document(_ files: [InspectedFile]) -> Document { Document(files.flatMap(blocks)) }

  private static func list(_ files: [InspectedFile]) -> Document {
    Document(files.isEmpty ? [] : [.list(files.map { [.code($0.path), .text(": ")] + kind($0) })])
  }

  /// `k6 legacy summary export (k6-summary-export), written by k6, 1 run`
  private static func kind(_ file: InspectedFile) -> [Inline] {
    let version = file.runs.first?.toolVersion.map { " " + $0 } ?? ""
    return [
      .text("\(file.format.title) ("), .code(file.format.id),
      .text("), written by \(file.format.tool)\(version), \(Words.count(file.runs.count, "run"))"),
    ]
  }

  private static func blocks(_ file: InspectedFile) -> [Block] {
    var blocks: [Block] = [.heading(level: 2, [.code(file.path)]), .paragraph(kind(file))]
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

import ArgumentParser
import PerfAnalysis
import PerfFormats
import PerfModel
import PerfReporters

/// Where a profile goes: as a report, or as stacks for other tools.
struct ProfileOutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Also write this file: .txt, .md, .json; .folded for flame graphs, .pb.gz for pprof. Repeatable; '-' is standard output.",
      valueName: "file"))
  var output: [String] = []

  @Option(help: "The format on standard output: text, markdown or json.")
  var format: ProfileFormat = .text

  @Flag(help: "Print only the headline on standard output; files named with -o stay whole.")
  var quiet = false

  @Option(help: ArgumentHelp("Shorten Markdown to at most this many bytes.", valueName: "n"))
  var maxBytes: Int?

  func validate() throws {
    if let maxBytes, maxBytes < 0 { throw ValidationError("--max-bytes takes a number of bytes from 0") }
    for path in output where path != "-" { _ = try Self.kind(ofPath: path) }
  }

  /// What a file is.
  private enum Kind {
    case report(ProfileFormat)
    case folded
    case pprof(isPacked: Bool)
  }

  private static func kind(ofPath path: String) throws -> Kind {
    let suffixes: [(String, Kind)] = [
      (".txt", .report(.text)), (".md", .report(.markdown)), (".markdown", .report(.markdown)),
      (".json", .report(.json)), (".folded", .folded), (".collapsed", .folded), (".pb.gz", .pprof(isPacked: true)),
      (".pprof", .pprof(isPacked: true)), (".pb", .pprof(isPacked: false)),
    ]
    guard let kind = suffixes.first(where: { path.lowercased().hasSuffix($0.0) })?.1 else {
      let known = suffixes.map(\.0).joined(separator: ", ")
      throw ValidationError("'\(path)': the suffix says the format, one of \(known)")
    }
    return kind
  }

  /// Writes the files first, so that they exist when standard output is read.
  /// - Parameter foldedType: the values that `.folded` holds.
  func write(
    _ console: Console, _ analysis: ProfileAnalysis, _ profile: ProfileInput, _ before: ProfileInput?,
    _ selection: ProfileReport.Selection, foldedBy foldedType: ProfileValueType
  ) throws {
    let files = [before?.path, profile.path].compactMap(\.self)
    func report(_ format: ProfileFormat, _ options: ReportOptions) -> String {
      switch format {
      case .text: ProfileReport.text(analysis, selection, options)
      case .markdown: ProfileReport.markdown(analysis, selection, options)
      case .json: ProfileReport.json(analysis, files: files)
      }
    }
    for path in output where path != "-" {
      let file = OutputFile(path: path)
      switch try Self.kind(ofPath: path) {
      case .report(let format):
        var options = ReportOptions()
        options.maximumBytes = maxBytes
        try file.write(report(format, options))
      case .folded: try file.write(try folded(foldedType, profile.profile, before?.profile))
      case .pprof(let isPacked):
        guard before == nil else {
          throw CommandFailure(
            status: .usage, message: "'\(path)': two profiles make no pprof file; write .folded, or leave --before out")
        }
        let bytes = PProfWriter.bytes(profile.profile)
        try file.write(isPacked ? GzipWriter.pack(bytes) : bytes)
      }
    }
    var options = ReportOptions()
    options.maximumBytes = maxBytes
    options.quiet = quiet
    options.width = console.width
    options.color = console.hasColor
    try console.output.write(report(format, options))
  }

  private func folded(_ type: ProfileValueType, _ profile: Profile, _ before: Profile?) throws -> String {
    guard let place = profile.sampleTypes.firstIndex(of: type) else {
      throw ProfileSelectionOptions.notComparable(profile, before)
    }
    guard let before, let old = before.sampleTypes.firstIndex(of: type) else {
      return FoldedStacks.text(profile, type: place)
    }
    return FoldedStacks.text(before: before, old, after: profile, place)
  }
}

/// A way of writing what a profile says.
enum ProfileFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case markdown
  case json
}

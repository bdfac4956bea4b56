import ArgumentParser
import PerfAnalysis
import PerfFormats
import PerfImporters
import PerfModel

/// How inputs are read, the same for every command.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("input-format"),
    help: "Read the inputs as this format instead of finding it out (see 'perfreport formats').")
  var format: String?

  /// A loader under these options, which shows its progress where there is a terminal.
  /// - Throws: wrong usage for an unknown format.
  func loader(_ console: Console, hashesFiles: Bool = false, keepsRecordings: Bool = false) throws -> RunLoader {
    if let format, ImporterRegistry.importer(id: format) == nil {
      let known = ImporterRegistry.formats.map(\.id)
      throw CommandFailure(
        status: .usage,
        message: "'\(format)' is not a format; "
          + (DidYouMean.hint(format, among: known) ?? "known: " + known.joined(separator: ", ")))
    }
    return RunLoader(
      options: ImportOptions(), format: format, hashesFiles: hashesFiles, keepsRecordings: keepsRecordings,
      observer: console.hasProgress ? ProgressLine(console.errors).observer : nil)
  }

  /// Runs as one side of a comparison or a check.
  /// - Parameters:
  ///   - name: what the side is called where it is more than one run.
  ///   - outputs: the files that will be written, none of which may be an input.
  ///   - others: the runs of the other side, none of which may be here again.
  ///   - uses: what of evidence the command reads.
  ///   - needsResult: false where evidence alone is shown too.
  ///   - console: where progress is shown.
  func side(
    _ name: String, _ arguments: [String], outputs: [String], hashesFiles: Bool = false,
    comparedWith others: [Run] = [], uses: Set<LoadedSide.EvidenceKind> = [.resources], needsResult: Bool = true,
    _ console: Console
  ) throws -> ComparedSide {
    let loaded = try loader(console, hashesFiles: hashesFiles).load(Self.inputs(arguments, outputs: outputs))
    return ComparedSide(
      label: loaded.runs.count == 1 ? loaded.runs[0].label : name, runs: loaded.runs, evidence: loaded.evidence,
      diagnostics: try loaded.findingsWithoutEvidence(using: uses, needsResult: needsResult)
        + SideChecks.sameRuns(others, loaded.runs))
  }

  /// - Throws: wrong usage where standard input is to be more than one run.
  static func refuseTwoStandardInputs(_ arguments: [String], of command: String) throws {
    guard arguments.count(where: { $0 == "-" }) > 1 else { return }
    throw CommandFailure(
      status: .usage, message: "standard input can be only one run; 'perfreport \(command) --help' shows examples")
  }

  /// The inputs of a command line, none of which any output may overwrite.
  /// - Throws: wrong usage where an output is an input.
  static func inputs(_ arguments: [String], outputs: [String]) throws -> [InputSpec] {
    let inputs = arguments.map { InputSpec(argument: $0) }
    try refuseOverwriting(inputs.map(\.path), by: outputs)
    return inputs
  }

  /// - Throws: wrong usage where an output is one of the files that are read.
  static func refuseOverwriting(_ paths: [String], by outputs: [String]) throws {
    let read = Set(paths.compactMap { FileStatus(path: $0) }.filter { $0.kind == .file }.map(\.identity))
    for path in outputs {
      guard let status = FileStatus(path: path), read.contains(status.identity) else { continue }
      throw CommandFailure(status: .usage, message: "'\(path)' is an input, and would be overwritten")
    }
  }
}

import ArgumentParser
import PerfImporters

/// How inputs are read, the same for every command.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("input-format"),
    help: "Read the inputs as this format instead of finding it out (see 'perfreport formats').")
  var format: String?

  /// A loader under these options.
  /// - Throws: wrong usage for an unknown format.
  func loader(hashesFiles: Bool = false) throws -> RunLoader {
    if let format, ImporterRegistry.importer(id: format) == nil {
      let known = ImporterRegistry.formats.map(\.id)
      throw CommandFailure(
        status: .usage,
        message: "'\(format)' is not a format; "
          + (DidYouMean.hint(format, among: known) ?? "known: " + known.joined(separator: ", ")))
    }
    return RunLoader(options: ImportOptions(), format: format, hashesFiles: hashesFiles)
  }
}

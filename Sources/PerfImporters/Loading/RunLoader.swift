public import PerfDiagnostics
import PerfFormats
import PerfModel

/// Turns the inputs of one side into runs: finds each format from the content, walks folders, and counts every run once.
public struct RunLoader: Sendable {
  private let options: ImportOptions
  private let format: String?
  private let hashesFiles: Bool
  private let keepsRecordings: Bool
  private let importers: [any Importer.Type]
  private let observer: LoadingObserver?

  /// - Parameters:
  ///   - options: passed to every importer.
  ///   - format: the id of the format of every input, in place of what the content says; in a folder the files that this
  ///     importer does not deny.
  ///   - hashesFiles: whether runs name the SHA-256 of their files, which reads each file twice.
  ///   - keepsRecordings: whether runs keep what was recorded of them, so that `Shards` merges them exactly.
  ///   - observer: hears how far loading has come.
  public init(
    options: ImportOptions = ImportOptions(), format: String? = nil, hashesFiles: Bool = false,
    keepsRecordings: Bool = false, observer: LoadingObserver? = nil
  ) {
    self.init(
      options: options, format: format, hashesFiles: hashesFiles, keepsRecordings: keepsRecordings,
      importers: ImporterRegistry.all, observer: observer)
  }

  package init(
    options: ImportOptions = ImportOptions(), format: String? = nil, hashesFiles: Bool = false,
    keepsRecordings: Bool = false, importers: [any Importer.Type], observer: LoadingObserver? = nil
  ) {
    self.options = options
    self.format = format
    self.hashesFiles = hashesFiles
    self.keepsRecordings = keepsRecordings
    self.importers = importers
    self.observer = observer
  }

  /// Loads one side.
  /// - Throws: the first error of an input: missing, unreadable, empty, of unknown or ambiguous format, or broken. In a folder, a
  ///   file of no known format is listed; a broken one of a known format is an error.
  public func load(_ inputs: [InputSpec]) throws(Diagnostic) -> LoadedSide {
    let forced = try forcedImporter()
    var side = Side()
    for input in inputs {
      if !input.isStandardInput, FileStatus(path: input.path)?.kind == .folder {
        try loadFolder(input, forced, into: &side)
      } else {
        try loadFile(input, forced, into: &side)
      }
    }
    let richness = Dictionary(importers.map { ($0.format.id, $0.format.richness) }, uniquingKeysWith: max)
    let merged = RunIdentity.merge(side.runs) { richness[$0] ?? 0 }
    return LoadedSide(
      runs: Self.labelled(merged.runs), evidence: Self.labelled(side.evidence),
      unrecognised: side.unrecognised,
      diagnostics: side.diagnostics + side.unreadable.map(\.leftOut) + merged.diagnostics)
  }

  /// The runs under labels that are unique.
  private static func labelled(_ runs: [Run]) -> [Run] {
    zip(runs, InputName.unique(runs.map(\.label))).map { $0.with(label: $1) }
  }

  /// What has been loaded so far.
  private struct Side {
    var runs: [Run] = []
    var evidence: [Run] = []
    /// Files of a known format, copies among them.
    var recognised = 0
    var unrecognised: [String] = []
    /// Why files of folders were left out that are known and cannot be read.
    var unreadable: [Diagnostic] = []
    var diagnostics: [Diagnostic] = []
    var copies = FileCopies()
  }

  /// A file to read: where it is, and how it is called.
  private struct File {
    let path: String
    let shown: String
    let label: String
    let isInFolder: Bool
    var isStandardInput: Bool { path == "-" && !isInFolder }
  }

  private func loadFile(
    _ input: InputSpec, _ forced: (any Importer.Type)?, into side: inout Side
  ) throws(Diagnostic) {
    let shown = InputName.shown(input.path)
    let label = input.label ?? InputName.label(ofFile: input.path)
    let file = File(path: input.path, shown: shown, label: label, isInFolder: false)
    do {
      try read(file, forced, into: &side)
    } catch {
      throw error.renamed(from: shown, to: input.path)
    }
  }

  private func loadFolder(
    _ input: InputSpec, _ forced: (any Importer.Type)?, into side: inout Side
  ) throws(Diagnostic) {
    let listing = try FolderListing(folder: input.path, name: input.path)
    let firstRun = side.runs.count
    let firstUnrecognised = side.unrecognised.count
    let firstUnreadable = side.unreadable.count
    let recognisedBefore = side.recognised
    for name in listing.files {
      let shown = InputName.shown(name, below: input.path)
      let label = [input.label, InputName.label(name)].compactMap(\.self).joined(separator: "/")
      let path = input.path + "/" + name
      do {
        try read(File(path: path, shown: shown, label: label, isInFolder: true), forced, into: &side)
      } catch {
        throw error.renamed(from: shown, to: path)
      }
    }
    side.unrecognised += listing.passedOver.map { InputName.shown($0, below: input.path) }
    guard side.recognised > recognisedBefore else {
      throw UnknownInput(importers: importers)
        .folder(
          input.path, Array(side.unrecognised[firstUnrecognised...]), unreadable: side.unreadable[firstUnreadable...])
    }
    if let label = input.label, side.runs.count == firstRun + 1 {
      side.runs[firstRun] = side.runs[firstRun].with(label: label)
    }
  }

  private func read(_ file: File, _ forced: (any Importer.Type)?, into side: inout Side) throws(Diagnostic) {
    guard var source = try open(file, into: &side) else { return }
    let prefix = try source.prefix()[...]
    guard let importer = try choose(for: file, prefix, forced) else {
      leaveOut(file, prefix, from: &side)
      return
    }
    side.recognised += 1
    let status = file.isStandardInput ? nil : FileStatus(path: file.path)
    let size = status?.kind == .file ? status?.bytes : nil
    if let size, let original = try side.copies.original(of: file.path, name: file.shown, bytes: size) {
      side.diagnostics.append(Self.copy(file.shown, of: original))
      return
    }
    var builder = RunBuilder(
      label: file.label, tool: importer.format.tool, format: importer.format.id, keepsRecording: keepsRecordings)
    var reader = importer.init(options: options)
    source.progress = observer?.begin(file.shown, size)
    defer { observer?.end() }
    do {
      try reader.read(&source, into: &builder)
    } catch {
      throw source.truncation.map { error.caused(by: $0.recordedAgain(importer.format)) } ?? error
    }
    if let truncation = source.truncation { builder.record(truncation.recordedAgain(importer.format)) }
    let digest = hashesFiles && size != nil ? try FileDigest.sha256(ofFile: file.path, name: file.shown) : nil
    let input = InputFile(path: file.shown, sha256: digest, bytes: size ?? source.consumedRawBytes)
    let found = builder.finish().map { $0.with(files: [input]) }
    side.runs += found.filter { !$0.isEvidence }
    side.evidence += found.filter(\.isEvidence)
  }

  /// The bytes of a file; nil for a file of a folder that is packed and broken or hardly begun, so that nobody can tell what is in it.
  private func open(_ file: File, into side: inout Side) throws(Diagnostic) -> ByteSource? {
    do throws(Diagnostic) {
      var source =
        file.isStandardInput
        ? try ByteSource.standardInput(name: file.shown, limits: options.limits)
        : try ByteSource.file(file.path, name: file.shown, limits: options.limits)
      if try source.prefix().isEmpty, let cut = source.truncation {
        throw Diagnostic(.error, cut.id, cut.message, at: cut.location, hint: cut.hint)
      }
      return source
    } catch {
      guard file.isInFolder, error.id == .compressionBroken || error.id == .inputTruncated else { throw error }
      side.unrecognised.append(file.shown)
      side.diagnostics.append(
        Diagnostic(.warning, .inputSkipped, error.message, at: error.location, hint: error.hint))
      return nil
    }
  }

  /// Keeps in mind that a file of a folder was passed over, and why where that is known.
  private func leaveOut(_ file: File, _ prefix: ArraySlice<UInt8>, from side: inout Side) {
    if let known = UnknownInput(importers: importers).unreadable(file.shown, prefix) {
      side.unreadable.append(known)
    } else {
      side.unrecognised.append(file.shown)
    }
  }

  /// The importer of a file; nil for a file of a folder that none knows.
  private func choose(
    for file: File, _ prefix: ArraySlice<UInt8>, _ forced: (any Importer.Type)?
  ) throws(Diagnostic) -> (any Importer.Type)? {
    let unknown = UnknownInput(importers: importers)
    if prefix.isEmpty {
      guard file.isInFolder else { throw unknown.empty(file.shown) }
      return nil
    }
    if let forced {
      guard forced.sniff(prefix) == .no else { return forced }
      if file.isInFolder { return nil }
      if let unreadable = unknown.unreadable(file.shown, prefix) { throw unreadable }
      return forced
    }
    switch ImporterRegistry.identify(prefix, among: importers) {
    case .one(let importer): return importer
    case .ambiguous(let ids): throw unknown.ambiguous(file.shown, ids)
    case .unknown:
      guard file.isInFolder else { throw unknown.file(file.shown, prefix) }
      return nil
    }
  }

  private func forcedImporter() throws(Diagnostic) -> (any Importer.Type)? {
    guard let format else { return nil }
    guard let importer = importers.first(where: { $0.format.id == format }) else {
      throw UnknownInput(importers: importers).format(id: format)
    }
    return importer
  }

  private static func copy(_ name: String, of original: String) -> Diagnostic {
    Diagnostic(
      .warning, .inputDuplicate, "the file has the same bytes as \(original); one run is counted once",
      at: SourceLocation(file: name), hint: "the same file twice is not two runs: run the test again")
  }
}

extension Diagnostic {
  /// The same finding with the command that makes a whole file of the format.
  fileprivate func recordedAgain(_ format: FormatDescription) -> Diagnostic {
    let hint = [hint, "record it again: \(format.record)"].compactMap(\.self).joined(separator: " ")
    return Diagnostic(severity, id, message, at: location, excerpt: excerpt, hint: hint)
  }

  /// The same error with the word that the packed stream ended early, which is why the document did.
  fileprivate func caused(by truncation: Diagnostic) -> Diagnostic {
    let hint = ["the packed file ends early", truncation.hint].compactMap(\.self).joined(separator: ": ")
    return Diagnostic(severity, id, message, at: location, excerpt: excerpt, hint: hint)
  }

  /// Of a file of a folder that has others to read.
  fileprivate var leftOut: Diagnostic {
    Diagnostic(.warning, id, message + ", and is left out", at: location, hint: hint)
  }

  /// The same finding under the name the user wrote: an error is read where it is typed, while what is recorded in a run may be
  /// shown anywhere and must not hold an absolute path.
  fileprivate func renamed(from shown: String, to path: String) -> Diagnostic {
    guard let location, location.file == shown, shown != path else { return self }
    return Diagnostic(
      severity, id, message, at: SourceLocation(file: path, line: location.line, column: location.column),
      excerpt: excerpt, hint: hint)
  }
}

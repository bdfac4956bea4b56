import ArgumentParser
import PerfAnalysis
import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfReporters

/// Ranks the functions of a profile, and holds it against one from before.
struct ProfileCommand: PerformableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Rank the functions of a profile by flat and cumulative value; compare two profiles.",
    discussion: """
      EXAMPLE
        perfreport profile cpu.pb.gz
        perfreport profile after.pb.gz --before before.pb.gz
        perfreport profile heap.pb.gz --sample-type alloc_space --granularity package
        perfreport profile after.pb.gz --before before.pb.gz --basis request \\
          --requests 41500 --before-requests 39800
        perfreport profile profile.pstats -o stacks.folded -o profile.pb.gz

      Values are exact integers in the file's own units. With --before, a change is
      called one only when the profile counts samples and the counts differ by more
      than 4 standard deviations. Nothing is scaled unless --basis says so; where nobody
      knows how long both profiles took, shares of their samples are compared.
      """)

  @Argument(help: ArgumentHelp("A profile; with --before, the one after the change.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The profile from before the change.", valueName: "file"))
  var before: String?

  @OptionGroup(title: "Selection")
  var selection: ProfileSelectionOptions

  @OptionGroup(title: "Inputs")
  var inputs: InputOptions

  @OptionGroup(title: "Outputs")
  var outputs: ProfileOutputOptions

  func perform(_ console: Console) throws -> ExitStatus {
    let paths = [before, file].compactMap(\.self)
    try InputOptions.refuseTwoStandardInputs(paths, of: "profile")
    try selection.validate(hasBefore: before != nil)
    let filter = try selection.filter()
    let quiet = console.quiet(outputs.quiet)
    let old = try before.map { try ProfileInput($0, inputs, outputs.output, filter, quiet) }
    let new = try ProfileInput(file, inputs, outputs.output, filter, quiet)
    let type = try selection.type(of: new.profile, and: old?.profile)
    let sides = (
      before: try old?.side(selection.granularity, selection.beforeDuration, selection.beforeRequests),
      after: try new.side(selection.granularity, selection.duration, selection.requests)
    )
    let basis = selection.basis ?? sides.before.map { .suited(to: $0, sides.after) } ?? .recorded
    guard
      let analysis = ProfileAnalysis(before: sides.before, after: sides.after, sampleType: type, basis: basis)
    else { throw ProfileSelectionOptions.notComparable(new.profile, old?.profile) }
    try selection.checkBasis(analysis)
    if new.profile.samples.count == 0, !(filter.focus.isEmpty && filter.ignore.isEmpty) {
      console.report("perfreport: no stack of the profile passes --focus and --ignore")
    }
    let folded = selection.foldedType(of: new.profile, and: old?.profile, shown: type)
    try outputs.write(console, analysis, new, old, selection.selection, foldedBy: folded)
    return .good
  }
}

/// A profile of the command line, read and filtered.
struct ProfileInput {
  let run: Run
  let profile: Profile
  let path: String

  /// - Throws: what is wrong with the file, or that it holds no profile, or more than one.
  init(
    _ argument: String, _ inputs: InputOptions, _ outputs: [String], _ filter: StackFilter, _ console: Console
  ) throws {
    let loaded = try inputs.loader(console).load(InputOptions.inputs([argument], outputs: outputs))
    let found = loaded.evidence.flatMap { run in run.profiles.map { (run, $0) } }
    guard let (run, profile) = found.first else {
      throw Diagnostic(
        .error, .profileMissing, "this is a load-test result and no profile", at: SourceLocation(file: argument),
        hint: "'perfreport inspect' tells what is in it")
    }
    guard found.count == 1 else {
      let names = loaded.evidence.prefix(5).map { $0.files.first?.path ?? $0.label }.joined(separator: ", ")
      throw Diagnostic(
        .error, .profileMissing, "there are \(found.count) profiles, and one is needed: \(names)",
        at: SourceLocation(file: argument), hint: "name one of the files")
    }
    for diagnostic in run.diagnostics { console.report(diagnostic.text) }
    self.run = run
    self.profile = filter.apply(to: profile)
    path = run.files.first?.path ?? argument
  }

  func side(_ granularity: ProfileGranularity, _ duration: Double?, _ requests: Double?) throws(Diagnostic)
    -> ProfileSide
  {
    let totals = try ProfileTotals(profile, by: granularity, file: path)
    return ProfileSide(
      label: run.label, profile: profile, totals: totals,
      packages: granularity == .package ? totals : try ProfileTotals(profile, by: .package, file: path),
      duration: duration.map { Int64($0 * 1e9) }, requests: requests)
  }
}

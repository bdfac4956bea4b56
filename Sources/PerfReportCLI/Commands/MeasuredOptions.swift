import ArgumentParser
import PerfAnalysis
import PerfImporters
import PerfModel

/// What was measured and what it is held against, the same for every command that judges the runs of one side.
struct MeasuredOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Runs of one side: PATH, LABEL=PATH or '-'.", valueName: "run"))
  var runs: [String]

  @OptionGroup(title: "Objectives")
  var objectives: ObjectiveOptions

  @OptionGroup(title: "Inputs")
  var inputs: InputOptions

  /// The runs as one side.
  /// - Parameters:
  ///   - outputs: the files that will be written, none of which may be an input.
  ///   - others: the runs that these are compared with.
  ///   - console: where progress is shown.
  func side(
    outputs: [String], hashesFiles: Bool = false, comparedWith others: [Run] = [], _ console: Console
  ) throws -> ComparedSide {
    try inputs.side("runs", runs, outputs: outputs, hashesFiles: hashesFiles, comparedWith: others, console)
  }
}

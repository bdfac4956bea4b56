import ArgumentParser
import PerfAnalysis
import PerfImporters
import PerfModel

/// What runs are held against.
struct ObjectiveOptions: ParsableArguments {
  @Option(
    name: .customLong("slo"),
    help: ArgumentHelp(
      "Objectives: a Markdown document as it stands, a YAML file, or an expression such as 'GET /api/feed p95 < 200ms'. Repeatable; takes the place of the configuration's.",
      valueName: "doc"))
  var documents: [String] = []

  @Option(
    help: ArgumentHelp(
      "The load that the runs are of, as the objectives call it: normal, sustained, peak, spike, soak or another word (found from the runs' users and rate otherwise).",
      valueName: "name"))
  var scenario: String?

  /// Everything that the documents named, or else the configuration, state, and what the runs declare themselves.
  func board(config: ConfigFile?, runs: [Run]) throws -> ObjectiveBoard {
    ObjectiveBoard(try statements(config: config), thresholds: runs.map(RunThresholds.init(declaredBy:)))
  }

  /// Everything that the documents named, or else the configuration, state; nil where neither was given.
  func statements(config: ConfigFile?) throws -> [ObjectiveStatement]? {
    guard !documents.isEmpty else { return try config?.objectives() }
    return try loaded().flatMap(\.statements)
  }

  /// The sizes to plan for that capacity tables of the documents name.
  func capacityTiers() throws -> [CapacityTier] { try loaded().flatMap(\.capacityTiers) }

  /// Each document once, however often it is named.
  private func loaded() throws -> [ObjectiveDocument] {
    var named: Set<String> = []
    return try documents.filter { named.insert($0).inserted }.map { try SLOSource.load($0) }
  }
}

extension RunThresholds {
  /// The thresholds of a run, read as objectives.
  init(declaredBy run: Run) {
    var thresholds: [Threshold] = []
    var unread: [UnreadTarget] = []
    for declared in run.declaredObjectives {
      switch DeclaredObjectives.read(declared, of: run) {
      case .objective(let objective):
        thresholds.append(Threshold(objective: objective, isMet: declared.metAccordingToTool))
      case .notMeasurable(let target), .notUnderstood(let target): unread.append(target)
      }
    }
    self.init(run: run, thresholds: thresholds, unread: unread)
  }
}

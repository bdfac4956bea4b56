import PerfModel
import PerfUnits

/// Whether the runs of a side are of the load that an objective speaks of.
struct ScenarioMatch {
  private let named: String?
  private let users: Double?
  private let rate: Double?
  /// Loads that some objective states in numbers, the ordinary one first.
  private let stated: [LoadScenario]

  /// A load this far off, as a ratio, is another load.
  static let tolerance = 1.2

  /// - Parameters:
  ///   - named: what the user says that the runs are of.
  ///   - objectives: all that are evaluated; some may state a load that others only name.
  init(_ side: Side, named: String?, among objectives: [Objective]) {
    self.named = named.map(Self.spelling)
    let loads = Set(objectives.compactMap(\.scenario)).filter { $0.users != nil || $0.rate != nil }
    stated = loads.sorted { (Self.isOrdinary($0) ? "" : $0.name) < (Self.isOrdinary($1) ? "" : $1.name) }
    let maxima = [MetricID.loadUsersMax, .loadUsers].map { id in
      side.runs.compactMap { $0[SeriesKey(id)] }.compactMap { $0[.maximum] ?? $0[.value] }.max()
    }
    users = maxima[0] ?? maxima[1]
    let rates = side.runs.compactMap { run -> Double? in
      if let offered = run[SeriesKey(.loadOfferedRate)] { return offered[.maximum] ?? offered[.value] }
      let key = SeriesKey(.requestRate)
      return (run[key] ?? DerivedSeries.make(key, in: run))?[.value]
    }
    rate = Shown.center(rates)
  }

  /// What the load says to an objective.
  enum Outcome {
    /// It is the load meant; a note where the user's word goes against the figures, or the run stands in for the load.
    case matches(note: String?)
    case differs(reason: String, advice: String?)
  }

  func match(_ scenario: LoadScenario?) -> Outcome {
    guard let scenario else { return .matches(note: nil) }
    let difference = difference(scenario)
    if let named {
      guard named == Self.spelling(scenario.name) else {
        return .differs(reason: "the objective is for '\(scenario.name)', the run is of '\(named)'", advice: nil)
      }
      return .matches(note: difference.map { $0 + "; the scenario was named" })
    }
    if let difference { return .differs(reason: difference, advice: "run it at that load") }
    if isMeasured(scenario) { return .matches(note: nil) }
    if Self.isOrdinary(scenario), scenario.users == nil, scenario.rate == nil { return ordinary() }
    let asked = scenario.users.map { " (\(text($0)) users)" } ?? scenario.rate.map { " (\(text($0)) requests/s)" } ?? ""
    return .differs(
      reason: "the objective is for '\(scenario.name)'\(asked), and nothing tells whether the run is",
      advice: "--scenario '\(scenario.name)' says that it is")
  }

  /// A load test is of the usual load unless something speaks for another: a document that does not say how much is usual means the load
  /// that the team tests with. Peak, soak and the like are tests of their own.
  private func ordinary() -> Outcome {
    for load in stated {
      let difference = difference(load)
      if Self.isOrdinary(load) {
        if let difference { return .differs(reason: difference, advice: "run it at that load") }
      } else if difference == nil, isMeasured(load) {
        return .differs(
          reason: "the objective is for 'normal', the run's load is that of '\(load.name)'",
          advice: "--scenario 'normal' says that it is")
      }
    }
    return .matches(note: "the run stands in for the normal load")
  }

  /// Whether the runs tell a figure that the load states.
  private func isMeasured(_ load: LoadScenario) -> Bool {
    load.users != nil && users != nil || load.rate != nil && rate != nil
  }

  /// "measured at 60 users, the objective is for 400", nil where no known figure is far off.
  private func difference(_ scenario: LoadScenario) -> String? {
    if let wanted = scenario.users, let users, !Self.isNear(users, wanted) {
      return "measured at \(text(users)) users, the objective is for \(text(wanted))"
    }
    if let wanted = scenario.rate, let rate, !Self.isNear(rate, wanted) {
      return "measured at \(text(rate)) requests/s, the objective is for \(text(wanted))"
    }
    return nil
  }

  private func text(_ value: Double) -> String { DisplayScale(for: [value], dimension: .one).text(value) }

  private static func isNear(_ a: Double, _ b: Double) -> Bool {
    a == b || a > 0 && b > 0 && max(a, b) <= min(a, b) * tolerance
  }

  private static func isOrdinary(_ scenario: LoadScenario) -> Bool { spelling(scenario.name) == "normal" }

  private static func spelling(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}

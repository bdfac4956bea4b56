import PerfModel
import PerfUnits

/// Whether the runs of a side are of the load that an objective speaks of.
struct ScenarioMatch {
  private let named: String?
  private let users: Double?
  private let rate: Double?

  /// A load this far off, as a ratio, is another load.
  static let tolerance = 1.2

  /// - Parameter named: what the user says that the runs are of.
  init(_ side: Side, named: String?) {
    self.named = named.map(Self.normal)
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
    /// It is the load meant; a note where the user's word goes against the figures.
    case matches(note: String?)
    case differs(reason: String, advice: String?)
  }

  func match(_ scenario: LoadScenario?) -> Outcome {
    guard let scenario else { return .matches(note: nil) }
    let difference = difference(scenario)
    if let named {
      guard named == Self.normal(scenario.name) else {
        return .differs(reason: "the objective is for '\(scenario.name)', the run is of '\(named)'", advice: nil)
      }
      return .matches(note: difference)
    }
    if let difference { return .differs(reason: difference, advice: "run it at that load") }
    let known = [scenario.users.flatMap { _ in users }, scenario.rate.flatMap { _ in rate }].compactMap(\.self)
    if !known.isEmpty { return .matches(note: nil) }
    let asked = scenario.users.map { " (\(text($0)) users)" } ?? scenario.rate.map { " (\(text($0)) requests/s)" } ?? ""
    return .differs(
      reason: "the objective is for '\(scenario.name)'\(asked), and nothing tells whether the run is",
      advice: "--scenario '\(scenario.name)' says that it is")
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

  private static func normal(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}

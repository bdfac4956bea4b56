public import PerfModel
public import PerfUnits

/// The levels found in one run, and what finding them has brought to light.
public struct RunLevels: Sendable, Hashable {
  public let levels: [Level]
  public let shape: Shape
  public let notes: [Finding]
  /// q, requests of one iteration, where the run counts iterations.
  public let requestsPerIteration: Double?
  /// What an iteration takes beyond its requests: think time, and what the generator itself needs. Nil where not known.
  public let pause: Seconds?

  /// What kind of test it was.
  public enum Shape: String, Sendable, Hashable, CaseIterable {
    /// Several plateaus.
    case stepped
    /// One.
    case single
    /// Only a summary: one level of the whole run.
    case summary
    /// The load never stood still.
    case moving
  }
}

/// Finds where a run's load stood still.
///
/// With a schedule its steps are cut out. Without one the plateaus of users are looked for, and where users come and go, those of the rate
/// at which requests were sent.
public struct LevelFinder: Sendable {
  /// What is known of the test, nil to find out.
  public var schedule: LoadSchedule?
  /// Whether requests were sent regardless of answers; nil to find out.
  public var isOpen: Bool?
  /// Plateaus shorter than this are no levels, in seconds.
  public var shortest: Double
  /// The quantiles that levels are to have.
  public var quantiles: [Double]

  public init(
    schedule: LoadSchedule? = nil, isOpen: Bool? = nil, shortest: Double = 5, quantiles: [Double] = [0.5, 0.95, 0.99]
  ) {
    self.schedule = schedule
    self.isOpen = isOpen
    self.shortest = shortest.isFinite ? max(2, shortest) : 5
    self.quantiles = quantiles
  }

  /// The levels of a run, in the order of time.
  public func levels(of run: Run) -> RunLevels {
    let behaviour = Behaviour(run)
    guard let seconds = SecondSeries(run) else {
      let level = SummaryLevel.level(of: run, quantiles: quantiles)
      let note = Finding(.noData, "\(run.label) has no usable requests.")
      return RunLevels(
        levels: level.map { [$0] } ?? [], shape: .summary, notes: level == nil ? [note] : [],
        requestsPerIteration: behaviour.requestsPerIteration, pause: behaviour.pause)
    }
    let reader = LevelReader(run, seconds, quantiles: quantiles)
    let dropped = run[SeriesKey(.iterationDropped)]?[.value] ?? 0
    var notes: [Finding] = []
    var levels: [Level] = []
    if let schedule {
      levels = schedule.steps.compactMap { reader.level(of: $0) }
    } else {
      let plateaus = plateaus(seconds, run, hasDropped: dropped > 0)
      levels = plateaus.compactMap { reader.level(from: $0.from, to: $0.to, load: $0.load) }
      if dropped > 0 {
        notes.append(
          Finding(
            .dropped,
            "\(run.label): \(Wording.number(dropped)) iterations were due and never started; at which step is not known without the "
              + "schedule, so that levels are placed by the requests in flight."))
      }
    }
    let isMoving = levels.isEmpty
    if isMoving {
      // What came through on average is a lower bound still; of how many users it is one is not known.
      levels = SummaryLevel.average(of: run, quantiles: quantiles).map { [$0] } ?? []
      notes.append(
        Finding(
          .notSteady,
          "The load of \(run.label) never stood still for \(Wording.number(shortest)) s: only its average is used."))
    }
    return RunLevels(
      levels: levels, shape: levels.count > 1 ? .stepped : isMoving ? .moving : .single, notes: notes,
      requestsPerIteration: behaviour.requestsPerIteration, pause: behaviour.pause)
  }

  /// Whole seconds `from..<to` of one load.
  private struct Plateau {
    let from: Int
    let to: Int
    let load: Level.Load
  }

  private func plateaus(_ seconds: SecondSeries, _ run: Run, hasDropped: Bool) -> [Plateau] {
    let steps = UserSteps.plateaus(seconds, shortest: shortest)
    let covered = steps.reduce(0) { $0 + $1.to - $1.from }
    // Users who come and go with the answers are not what the test controls.
    let looksOpen = hasDropped || Double(covered) < 0.6 * Double(seconds.count)
    guard isOpen ?? looksOpen else {
      return steps.compactMap { step in
        Population(step.users).map { Plateau(from: step.from, to: step.to, load: .users($0)) }
      }
    }
    return RateSteps.plateaus(seconds.sent, shortest: shortest).compactMap { step in
      RequestRate(step.rate).map { rate in
        Plateau(
          from: step.from + seconds.first, to: step.to + seconds.first,
          load: hasDropped || !seconds.knowsStarts ? .sent(rate) : .offered(rate))
      }
    }
  }

  /// What the script does between requests.
  private struct Behaviour {
    let requestsPerIteration: Double?
    let pause: Seconds?

    init(_ run: Run) {
      let requests = run[SeriesKey(.requestCount)]?[.value]
      let iterations = run[SeriesKey(.iterationCount)]?[.value]
      guard let requests, let iterations, iterations > 0, requests > 0 else {
        (requestsPerIteration, pause) = (nil, nil)
        return
      }
      let q = requests / iterations
      requestsPerIteration = q
      let round = run[SeriesKey(.iterationDuration)]?[.mean]
      let latency = run[SeriesKey(.requestDuration)]?[.mean]
      pause = round.flatMap { round in latency.flatMap { Seconds(max(0, round - q * $0)) } }
    }
  }
}

import PerfStats
public import PerfUnits

/// Takes in every request of a run, and tells a `RunBuilder` what they come to.
///
/// Each thread that reads has a recorder of its own; merging them in any order gives the same run. Copies of an empty recorder count their
/// requests together, so that they give up single ones when the run has too many, and not each of them. Values are finite: the importer
/// refuses others at the door, where it knows the line.
public struct RunRecorder: Sendable {
  /// The unit of durations and phases.
  let unit: Unit
  /// The step in which the tool rounds durations, in `unit`.
  let resolution: Double?
  let limits: RecordingLimits
  let clock: Clock
  private(set) var keys: [RequestKey] = []
  private(set) var stores: [RequestStore] = []
  /// Six for each key.
  private(set) var phases: [ValueStore] = []
  private(set) var values: [ValueSeries] = []
  private(set) var users: [UserLevel] = []
  private var places: [RequestKey: Int] = [:]
  private var valuePlaces: [SeriesKey: Int] = [:]
  private var requestCount = 0
  private var valueCount = 0
  /// The requests of all threads, of which this one's last few are not told yet.
  private let total = SharedCount()
  private var untold = 0
  /// Requests that came in since they were folded last.
  private var unfolded = 0
  private var isFoldingRequests = false

  /// A series of values that are not a request's.
  struct ValueSeries: Sendable {
    let metric: Metric
    let key: SeriesKey
    let unit: Unit
    let resolution: Double?
    var store = ValueStore()
  }

  /// What the times of a source count from.
  public enum Clock: Sendable, Hashable {
    /// From 1970-01-01 UTC.
    case calendar
    /// From a start that the source does not date: the run has no date either.
    case undated
  }

  /// - Parameters:
  ///   - unit: of durations and phases.
  ///   - resolution: the step in which the tool rounds durations and phases, in `unit`.
  ///   - clock: what times count from.
  public init(
    unit: Unit, resolution: Double? = nil, clock: Clock = .calendar, limits: RecordingLimits = RecordingLimits()
  ) {
    self.unit = unit
    self.resolution = resolution
    self.clock = clock
    self.limits = limits
  }

  /// Whether the run has more values than are kept one by one.
  var isFoldingValues: Bool { valueCount > limits.exactValues }

  /// Whether request durations are sketched.
  var isFolded: Bool { isFoldingRequests || requestCount > limits.exactRequests }

  /// The number under which requests of a key are added; a reader keeps it.
  public mutating func slot(for key: RequestKey) -> Int {
    if let place = places[key] { return place }
    places[key] = keys.count
    keys.append(key)
    stores.append(RequestStore())
    for _ in RequestPhase.allCases { phases.append(ValueStore()) }
    return keys.count - 1
  }

  /// Adds a request that ended at a time in nanoseconds since the epoch.
  public mutating func addRequest(_ slot: Int, end: Int64, duration: Double) {
    stores[slot].append(end: end, duration: duration)
    countRequests(1)
  }

  /// Adds many requests of a key; as many ends as durations.
  public mutating func addRequests(_ slot: Int, ends: [Int64], durations: [Double]) {
    precondition(ends.count == durations.count, "each request has an end")
    stores[slot].append(ends: ends, durations: durations)
    countRequests(durations.count)
  }

  /// Adds whether a request failed, for the error ratio and the timeline.
  public mutating func addOutcome(_ slot: Int, end: Int64, isFailed: Bool) {
    stores[slot].addOutcomes(1, failedEnds: isFailed ? [end] : [])
  }

  /// Adds the outcomes of many requests, and when those that failed ended.
  public mutating func addOutcomes(_ slot: Int, count: Int, failedEnds: [Int64]) {
    stores[slot].addOutcomes(count, failedEnds: failedEnds)
  }

  /// Adds a part of a request's time.
  public mutating func addPhase(_ phase: RequestPhase, _ slot: Int, _ value: Double) {
    let place = Self.place(phase, slot)
    phases[place].append(value)
    valueCount += 1
    if isFoldingValues { phases[place].fold(unit, limits: limits) }
  }

  /// Adds parts of many requests' time.
  /// - Parameter zeros: how many more of them took no time.
  public mutating func addPhases(_ phase: RequestPhase, _ slot: Int, _ values: [Double], zeros: Int) {
    let place = Self.place(phase, slot)
    phases[place].append(contentsOf: values, zeros: zeros)
    valueCount += values.count + zeros
    if isFoldingValues { phases[place].fold(unit, limits: limits) }
  }

  /// The number under which values of another distribution are added.
  /// - Parameters:
  ///   - unit: the unit in which they will be given.
  ///   - resolution: the step in which the tool rounds them, in `unit`.
  public mutating func values(
    of metric: Metric, endpoint: String? = nil, labels: Labels = .none, in unit: Unit, resolution: Double? = nil
  ) -> Int {
    let key = SeriesKey(metric.id, endpoint: endpoint, labels: labels)
    if let place = valuePlaces[key] { return place }
    valuePlaces[key] = values.count
    values.append(ValueSeries(metric: metric, key: key, unit: unit, resolution: resolution))
    return values.count - 1
  }

  /// Adds a value under a number from `values(of:)`.
  public mutating func addValue(_ place: Int, _ value: Double) {
    values[place].store.append(value)
    valueCount += 1
    if isFoldingValues { values[place].store.fold(values[place].unit, limits: limits) }
  }

  /// Adds values under a number from `values(of:)`.
  public mutating func addValues(_ place: Int, _ batch: [Double]) {
    values[place].store.append(contentsOf: batch)
    valueCount += batch.count
    if isFoldingValues { values[place].store.fold(values[place].unit, limits: limits) }
  }

  /// Adds how many users there were at a time in nanoseconds since the epoch.
  public mutating func addUsers(_ count: Double, at time: Int64) { users.append(UserLevel(at: time, users: count)) }

  /// Gives up the phases once distributions have been made of them.
  mutating func removePhases() { phases = [] }

  /// Puts other levels in place of all that were added.
  mutating func replaceUsers(_ levels: [UserLevel]) { users = levels }

  /// Says that no more requests will be added one by one: what is left of a recorder that has given up keeping them is folded on all
  /// processors, so that merging it with others takes little.
  public mutating func finish() {
    if isFoldingRequests { foldRequests() }
  }

  /// Adds all that another recorder of the same run took in.
  /// - Parameter rename: under which key requests of a key are counted from now on.
  public mutating func merge(_ other: consuming RunRecorder, as rename: (RequestKey) -> RequestKey = { $0 }) {
    let places = other.keys.map { slot(for: rename($0)) }
    var otherStores = [RequestStore](repeating: RequestStore(), count: stores.count)
    var otherPhases = [ValueStore](repeating: ValueStore(), count: phases.count)
    for (place, own) in places.enumerated() {
      otherStores[own].merge(other.takeStore(place))
      for phase in RequestPhase.allCases { otherPhases[Self.place(phase, own)].merge(other.takePhase(phase, place)) }
    }
    // Each is gone once it has been merged: both whole would be the peak of an import's memory.
    Concurrent.forEach(&stores, &otherStores) { own, other in
      own.merge(other)
      other = RequestStore()
    }
    Concurrent.forEach(&phases, &otherPhases) { own, other in
      own.merge(other)
      other = ValueStore()
    }
    for series in other.values {
      let own = values(
        of: series.metric, endpoint: series.key.endpoint, labels: series.key.labels, in: series.unit,
        resolution: series.resolution)
      values[own].store.merge(series.store)
    }
    users += other.users
    valueCount += other.valueCount
    requestCount += other.requestCount
    unfolded += other.unfolded
    isFoldingRequests = isFoldingRequests || other.isFoldingRequests
    // What the threads of a reader have left is folded all at once.
    if unfolded / 2 > limits.exactRequests { foldRequests() }
  }

  private mutating func takeStore(_ slot: Int) -> RequestStore {
    var taken = RequestStore()
    swap(&taken, &stores[slot])
    return taken
  }

  private mutating func takePhase(_ phase: RequestPhase, _ slot: Int) -> ValueStore {
    var taken = ValueStore()
    swap(&taken, &phases[Self.place(phase, slot)])
    return taken
  }

  /// Where a key's phase is among `phases`.
  static func place(_ phase: RequestPhase, _ slot: Int) -> Int { slot * RequestPhase.allCases.count + phase.rawValue }

  /// Once there are more than a run keeps, it stops keeping them.
  private mutating func countRequests(_ count: Int) {
    requestCount += count
    unfolded += count
    untold += count
    guard untold >= Self.toldAtOnce else { return }
    total.add(untold)
    untold = 0
    guard total.current > limits.exactRequests, !isFoldingRequests || unfolded >= limits.foldedAtOnce else { return }
    // There is room for far more than will ever wait again.
    let keepsRoom = isFoldingRequests
    isFoldingRequests = true
    unfolded = 0
    for place in stores.indices { stores[place].fold(unit, keepsRoom: keepsRoom) }
  }

  /// Requests that a thread counts for itself, since the others' processors wait for each that it tells.
  private static let toldAtOnce = 1 << 10

  /// Gives up single requests in all stores, and puts in order what was folded.
  mutating func foldRequests() {
    isFoldingRequests = true
    unfolded = 0
    Concurrent.forEach(&stores) { [unit] store in
      store.fold(unit, keepsRoom: false)
      store.putInOrder()
    }
  }
}

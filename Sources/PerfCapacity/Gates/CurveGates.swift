import Glibc
import PerfUnits

/// What levels are worth together.
enum CurveGates {
  /// Fewer distinct loads make no curve.
  static let fewestLoads = 3

  static func findings(
    _ curve: LoadCurve, _ levels: [Level], _ settings: CapacitySettings, _ resources: [ResourceEvidence]
  ) -> [Finding] {
    [
      tooFew(curve, levels),
      busyGenerator(resources) ?? generator(levels, settings) ?? flatService(levels),
      coordinatedOmission(levels, settings),
      assumedNoise(curve), autoscaled(levels),
    ].compactMap { $0 } + efficiency(curve)
  }

  private static func tooFew(_ curve: LoadCurve, _ levels: [Level]) -> Finding? {
    guard !levels.isEmpty, curve.points.count < fewestLoads else { return nil }
    let count = curve.points.count == 1 ? "One load level was" : "\(curve.points.count) load levels were"
    return Finding(
      .tooFewLevels, "\(count) tested; a maximum needs three rising levels or more, two of them past the bend.")
  }

  /// H(L) = L·q/X − qR − Z is what a user's round takes beyond answers and thinking: in a closed test it stays as it is, unless
  /// the generator itself is what limits.
  ///
  /// Suspect where its share of the round rises by more than 5 points over the curve and exceeds 5 % at the top, 10 % without thinking.
  static func generator(_ levels: [Level], _ settings: CapacitySettings) -> Finding? {
    guard let think = settings.scriptedThinkTime else { return nil }
    let q = settings.iterationRequests
    let hidden = levels.indices.compactMap { place -> (place: Int, load: Double, time: Double, share: Double)? in
      let level = levels[place]
      guard case .users(let users) = level.load, let x = level.throughput, x.value > 0, let latency = level.latency
      else {
        return nil
      }
      let round = users.value * q / x.value
      let time = round - q * latency.value - think.value
      return round > 0 ? (place, users.value, time, time / round) : nil
    }.sorted { $0.load < $1.load }
    guard let first = hidden.first, let last = hidden.last, last.load > first.load else { return nil }
    let limit = think.value > 0 ? 0.05 : 0.1
    guard last.share - first.share > 0.05, last.share > limit, let time = Seconds(last.time) else { return nil }
    return Finding(
      .generatorSuspect,
      "The load generator, not the service, limited this run: \(Wording.time(time)) of each round are unexplained at "
        + "\(Wording.load(levels[last.place].load)).", levels: [last.place])
  }

  /// The service's own latency stays as it is while that of the clients grows: what they wait for lies before the service.
  ///
  /// Suspect where the clients' mean grows by half or more over the curve and the service's by less than a tenth; this project's choice.
  static func flatService(_ levels: [Level]) -> Finding? {
    let seen = levels.indices.compactMap { place -> (place: Int, client: Seconds, service: Seconds)? in
      guard let client = levels[place].latency, let service = levels[place].serviceLatency else { return nil }
      return (place, client, service)
    }.sorted { levels[$0.place].load.value < levels[$1.place].load.value }
    guard let first = seen.first, let last = seen.last,
      levels[last.place].load.value > levels[first.place].load.value,
      let clients = last.client.ratio(to: first.client), let services = last.service.ratio(to: first.service),
      clients >= 1.5, services < 1.1
    else { return nil }
    return Finding(
      .generatorSuspect,
      "The load generator or the network, not the service, limited this run: at \(Wording.load(levels[last.place].load)) clients "
        + "waited \(Wording.time(last.client)), of which the service saw \(Wording.time(last.service)).",
      levels: [last.place])
  }

  /// k6's own advice is to keep a fifth of the generator's processor idle; a link is full at nine tenths.
  private static func busyGenerator(_ resources: [ResourceEvidence]) -> Finding? {
    for resource in resources where resource.kind.isGenerator {
      let limit = resource.kind == .generator ? 0.8 : 0.9
      let busy = resource.samples.filter { ($0.utilization ?? 0) > limit }
      guard let most = busy.max(by: { ($0.utilization ?? 0) < ($1.utilization ?? 0) }) else { continue }
      return Finding(
        .generatorSuspect,
        "The load generator, not the service, limited this run: \(resource.name) was \(Wording.percent(most.utilization ?? 0)) busy.",
        levels: busy.map(\.level))
    }
    return nil
  }

  /// A closed loop without pauses sends nothing while it waits, so that it never sees what others would have suffered.
  private static func coordinatedOmission(_ levels: [Level], _ settings: CapacitySettings) -> Finding? {
    guard let think = settings.scriptedThinkTime, think.value < 1e-3 else { return nil }
    let places = levels.indices.filter { !levels[$0].load.isOpen && (levels[$0].goodput?.value ?? 0) > 0 }
    guard let first = places.first else { return nil }
    let worst = places.compactMap { place in OmittedRequests(levels[place]).map { (place, $0) } }
      .max { $0.1.share < $1.1.share }
    // The quantile that is quoted; p99 where none is.
    guard let worst, worst.1.affects(max(0.99, settings.objective?.p ?? 0)), let stall = levels[worst.0].maximum else {
      return Finding(
        .coordinatedOmission,
        "Quantiles are what \(Wording.load(levels[first].load)) in a loop without pauses saw, not what open traffic would see.",
        levels: places)
    }
    return Finding(
      .coordinatedOmission,
      "Quantiles are what \(Wording.load(levels[worst.0].load)) in a loop without pauses saw; during the stall of "
        + "\(Wording.time(stall)) some \(Wording.number(worst.1.count)) requests were never sent.", levels: places)
  }

  private static func assumedNoise(_ curve: LoadCurve) -> Finding? {
    guard curve.noise == .assumed, !curve.points.isEmpty else { return nil }
    return Finding(
      .assumedNoise,
      "How much a repetition would differ is not known and assumed to be 3 %: run a level twice, or keep raw data.")
  }

  private static func autoscaled(_ levels: [Level]) -> Finding? {
    let counts = Set(levels.compactMap(\.instances))
    let inside = levels.indices.filter { levels[$0].instancesChanged }
    guard counts.count > 1 || !inside.isEmpty else { return nil }
    return Finding(
      .autoscaled,
      inside.isEmpty
        ? "The number of instances differs between levels (\(counts.sorted().map(String.init).joined(separator: ", "))): "
          + "they lie on curves of their own."
        : "The number of instances changed within a level: it is no level of one system.",
      levels: inside)
  }

  /// (G_i/L_i)/(G_1/L_1) > 1.05·e^{1.645 s}: no system does more per user the more there are.
  private static func efficiency(_ curve: LoadCurve) -> [Finding] {
    guard curve.axis == .users, let first = curve.points.first, curve.points.count >= 2 else { return [] }
    let base = first.goodput.value / first.load
    let places = curve.points.indices.filter { place in
      let point = curve.points[place]
      return point.goodput.value / point.load / base > 1.05 * exp(Saturation.oneSided * curve.error(of: [0, place]))
    }
    guard !places.isEmpty else { return [] }
    let levels = places.flatMap { curve.points[$0].levels }
    return [
      Finding(
        .efficiencyAboveOne,
        "The first level is slower per user than later ones: a cold cache, or autoscaling.", levels: levels),
      Finding(
        .checkMeasurements, "No scalability law is fitted: measure the lowest level again after a warm-up.",
        levels: levels),
    ]
  }
}

/// What a stall kept from being sent.
struct OmittedRequests {
  /// max·G − N.
  let count: Double
  /// Of the n that were sent.
  let share: Double

  init?(_ level: Level) {
    guard case .users(let users) = level.load, let maximum = level.maximum, let goodput = level.goodput,
      let requests = level.requests, requests > 0
    else { return nil }
    count = max(0, (goodput * maximum).value - users.value)
    share = count / Double(requests)
  }

  /// Whether the quantile would be another one: the share exceeds (1 − p)/2.
  func affects(_ p: Double) -> Bool { share > (1 - p) / 2 }
}

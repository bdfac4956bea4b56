import Glibc
import PerfUnits

/// What each level is worth by itself.
enum LevelGates {
  /// Nothing came through, nothing was counted, or it took no time.
  static func isEmpty(_ level: Level) -> Bool {
    (level.goodput?.value ?? 0) <= 0 || level.requests == 0 || level.duration == .zero
  }

  /// T < 60 s or n < 1,000: good for a rate, not for a quantile's interval or a claim of steadiness.
  static func isShort(_ level: Level) -> Bool {
    if let span = level.span, span.value < 60 { return true }
    if let requests = level.requests, requests < 1_000 { return true }
    return false
  }

  /// An open load that was not kept up with: requests were dropped, or less than 98 % came back.
  static func isOverloaded(_ level: Level) -> Bool {
    guard level.load.isOpen else { return false }
    if let dropped = level.dropped, dropped > 0 { return true }
    guard let throughput = level.throughput else { return false }
    return throughput.value < 0.98 * level.load.value
  }

  static func findings(_ levels: [Level], objective: ServiceObjective?) -> [Finding] {
    let gates = [empty, short, drifting, overloaded, unknownErrors, windowQuantiles]
    return gates.compactMap { $0(levels) } + [erroneous(levels, objective)].compactMap { $0 }
  }

  private static func empty(_ levels: [Level]) -> Finding? {
    guard !levels.isEmpty else {
      return Finding(.noData, "No level of steady load was found: no run has usable requests.")
    }
    let places = levels.indices.filter { isEmpty(levels[$0]) }
    guard let first = places.first else { return nil }
    return Finding(
      .noData, "\(place(levels[first])) has no usable requests\(others(places)).", levels: places)
  }

  private static func short(_ levels: [Level]) -> Finding? {
    let places = levels.indices.filter { isShort(levels[$0]) }
    guard let first = places.first else { return nil }
    let worst = places.compactMap { levels[$0].span }.min()
    let sentence =
      if let worst, worst.value < 60 {
        places.count == 1
          ? "The step at \(Wording.load(levels[first].load)) lasted \(Wording.time(worst)); 60 s are needed."
          : "\(places.count) steps are short, the shortest \(Wording.time(worst)); 60 s are needed each."
      } else {
        "\(place(levels[first])) has \(Wording.number(Double(levels[first].requests ?? 0))) requests; "
          + "1,000 are needed\(others(places))."
      }
    return Finding(.tooShort, sentence, levels: places)
  }

  private static func drifting(_ levels: [Level]) -> Finding? {
    let drifts = levels.indices.compactMap { place -> (place: Int, pace: Double)? in
      if case .drifting(let pace) = levels[place].steadiness { (place, pace) } else { nil }
    }
    guard let worst = drifts.max(by: { abs($0.pace) < abs($1.pace) }) else { return nil }
    let sign = worst.pace < 0 ? "-" : "+"
    return Finding(
      .notSteady,
      "\(place(levels[worst.place])) was still drifting at its end (\(sign)\(Wording.percent(abs(worst.pace)))/min): "
        + "it is left out of the maximum.", levels: drifts.map(\.place))
  }

  private static func overloaded(_ levels: [Level]) -> Finding? {
    let places = levels.indices.filter { isOverloaded(levels[$0]) }
    guard let first = places.first, let achieved = levels[first].goodput else { return nil }
    let dropped = places.compactMap { levels[$0].dropped }.reduce(0, +)
    let tail = dropped > 0 ? ", \(Wording.number(Double(dropped))) requests were never sent" : ""
    return Finding(
      .dropped,
      "\(place(levels[first])): \(Wording.rate(achieved)) came back\(tail). The offered load was not reached.",
      levels: places)
  }

  private static func unknownErrors(_ levels: [Level]) -> Finding? {
    let places = levels.indices.filter { levels[$0].goodput != nil && levels[$0].errorShare == nil }
    guard !places.isEmpty else { return nil }
    return Finding(
      .errorsUnknown, "The source does not tell which answers failed: every answer is counted as a success.",
      levels: places)
  }

  private static func windowQuantiles(_ levels: [Level]) -> Finding? {
    let places = levels.indices.filter { levels[$0].quantiles.contains { $0.basis == .largestWindow } }
    guard !places.isEmpty else { return nil }
    return Finding(
      .quantileAggregated,
      "Quantiles are known of short windows only: the largest is shown, for that of the whole cannot be recovered.",
      levels: places)
  }

  private static func erroneous(_ levels: [Level], _ objective: ServiceObjective?) -> Finding? {
    let limit = min(0.01, objective?.errorShare ?? 0.01)
    let places = levels.indices.filter { (levels[$0].errorShare ?? 0) > limit }
    let worst = places.max { (levels[$0].errorShare ?? 0) < (levels[$1].errorShare ?? 0) }
    guard let worst, let share = levels[worst].errorShare else { return nil }
    let total = levels[worst].throughput.map { " of the \(Wording.rate($0))" } ?? " of the answers"
    return Finding(
      .errors,
      "\(Wording.percent(share))\(total) at \(Wording.load(levels[worst].load)) failed: only successes count here.",
      levels: places)
  }

  /// `stress at 24 users`.
  static func place(_ level: Level) -> String {
    (level.source.run.isEmpty ? "The level" : level.source.run) + " at " + Wording.load(level.load)
  }

  private static func others(_ places: [Int]) -> String {
    places.count > 1 ? ", nor have \(places.count - 1) more" : ""
  }
}

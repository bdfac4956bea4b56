import PerfModel

/// What the processor profiles of a side say: of everything, and of the requests under labels that name a route.
struct ProcessorTime {
  /// The profile that is looked at, the one with the most samples.
  let profile: Profile
  /// How its file is called.
  let name: String
  /// Seconds that it covers.
  let window: Double
  let all: Tally
  /// By route as the label has it.
  let routes: [String: Tally]
  /// How many other processor profiles the side has.
  let others: Int
  /// Seconds of one unit of the profile's processor time.
  let unit: Double
  /// Seconds that one sample stands for.
  private let period: Double

  /// Samples and what they stand for.
  struct Tally: Hashable {
    var samples = 0
    var seconds = 0.0
  }

  /// The labels that name a route, by what tells them apart from others.
  static let labels: Set<String> = [
    "route", "endpoint", "http.route", "http_route", "handler", "path", "uri", "url", "trace endpoint", "transaction",
  ]

  private static let units = ["nanoseconds": 1e-9, "microseconds": 1e-6, "milliseconds": 1e-3, "seconds": 1]

  /// Nil where the side has no processor profile that says how long it took.
  init?(_ evidence: [Run]) {
    var found: [(profile: Profile, name: String, type: Int, unit: Double, window: Double)] = []
    for run in evidence {
      for profile in run.profiles {
        guard let type = profile.sampleTypes.firstIndex(where: { $0.type == "cpu" }),
          let unit = Self.units[profile.sampleTypes[type].unit], let duration = profile.duration, duration > 0
        else { continue }
        found.append((profile, run.files.first?.path ?? run.label, type, unit, Double(duration) / 1e9))
      }
    }
    let chosen = found.max { ($0.profile.samples.count, $1.name) < ($1.profile.samples.count, $0.name) }
    guard let chosen else { return nil }
    (profile, name, window, unit) = (chosen.profile, chosen.name, chosen.window, chosen.unit)
    others = found.count - 1
    (all, routes) = Self.tally(chosen.profile, type: chosen.type, unit: chosen.unit)
    period = all.samples > 0 ? all.seconds / Double(all.samples) : 0
  }

  /// The variance of a tally's seconds: samples are counts, and where there is none one might have been. 0 in a profile without samples,
  /// of which nothing follows.
  func variance(_ tally: Tally) -> Double { Double(max(1, tally.samples)) * period * period }

  private static func tally(_ profile: Profile, type: Int, unit: Double) -> (all: Tally, routes: [String: Tally]) {
    let types = profile.sampleTypes.count
    let counts = profile.sampleCountType
    var all = Tally()
    var routes: [String: Tally] = [:]
    for sample in 0..<profile.samples.count {
      let seconds = Double(profile.samples.values[sample * types + type]) * unit
      let samples = counts.map { Int(clamping: profile.samples.values[sample * types + $0]) } ?? 1
      func add(to tally: inout Tally) {
        tally.samples = tally.samples.addingReportingOverflow(max(0, samples)).partialValue
        tally.seconds += seconds
      }
      add(to: &all)
      if let route = profile.label(sample, among: labels) { add(to: &routes[route, default: Tally()]) }
    }
    return (all, routes)
  }
}

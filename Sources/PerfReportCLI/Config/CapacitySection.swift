import PerfCapacity
import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfUnits

/// What `capacity:` in `perfreport.yml` tells the planner.
struct CapacitySection {
  /// Without an objective, which is given elsewhere.
  var settings = CapacitySettings()
  var sharedDemands: [SharedDemand] = []
  var notes: [ResourceNote] = []

  /// - Parameter tiers: of capacity tables in documents.
  init(tiers: [CapacityTier]) {
    let sizes = tiers.compactMap { tier in
      Population(tier.users).map { Tier(name: tier.name, demand: .users($0)) }
    }
    if !sizes.isEmpty { settings.tiers = sizes }
  }

  private static let known = [
    "thinkTime", "scriptedThinkTime", "requestsPerIteration", "headroom", "peakFactor", "tiers", "leastInstances",
    "testedInstances", "instance", "scaling", "productionFactor", "currentPeak", "growth", "peaks", "leadTime",
    "services", "pools",
    "workers", "shared", "resources",
  ]

  /// Takes in the section.
  /// - Throws: `yaml-value` with the line of what cannot be meant.
  mutating func read(_ node: YAMLNode, of document: YAMLDocument) throws(Diagnostic) {
    let fields = try ConfigFields(node, of: document, known: Self.known)
    settings.plannedThinkTime = try fields.time("thinkTime")
    settings.scriptedThinkTime = try fields.time("scriptedThinkTime")
    settings.requestsPerIteration = try fields.value("requestsPerIteration", "a number above 0", example: "3") { text in
      Amount.factor(text).flatMap { $0 > 0 ? $0 : nil }
    }
    settings.headroom =
      try fields.value("headroom", "a share below 1", example: "20%") { text in
        Amount.share(text).flatMap { $0 < 1 ? $0 : nil }
      } ?? settings.headroom
    settings.peakFactor = try fields.factor("peakFactor", from: 1, example: "2") ?? settings.peakFactor
    settings.leastInstances = try fields.count("leastInstances", from: 1) ?? settings.leastInstances
    settings.testedInstances = try fields.count("testedInstances", from: 1, example: "1")
    settings.productionFactor = try fields.value("productionFactor", "a number above 0", example: "1") { text in
      Amount.factor(text).flatMap { $0 > 0 ? $0 : nil }
    }
    settings.currentPeak = try fields.rate("currentPeak")
    settings.leadTimeMonths =
      try fields.value("leadTime", "a time of months, weeks or days", example: "2 months", Self.months)
      ?? settings.leadTimeMonths
    if let node = fields["instance"] { settings.instance = try CapacityParts.instance(node, of: document) }
    if let node = fields["tiers"] { settings.tiers = try CapacityTiers.read(node, of: document) }
    if let node = fields["scaling"] { settings.scalingMeasurements = try Self.scaling(node, of: document) }
    if let node = fields["growth"] { settings.growth = try Self.growth(node, of: document) }
    if let node = fields["peaks"] { settings.peakHistory = try Self.peaks(node, of: document) }
    if let node = fields["services"] { settings.services = try CapacityParts.services(node, of: document) }
    if let node = fields["pools"] { settings.pools = try CapacityParts.pools(node, of: document) }
    if let node = fields["workers"] { settings.workers = try CapacityParts.workers(node, of: document) }
    if let node = fields["shared"] { sharedDemands = try CapacityParts.shared(node, of: document) }
    if let node = fields["resources"] { notes = try CapacityParts.notes(node, of: document) }
  }

  /// `2 months`, `6 weeks`, `45 days`; a month has 365.25/12 days.
  private static func months(_ text: String) -> Double? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).filter { $0 != " " }.lowercased()
    let perMonth = 365.25 / 12
    let worth = [
      "month": 1, "months": 1, "week": 7 / perMonth, "weeks": 7 / perMonth, "day": 1 / perMonth, "days": 1 / perMonth,
    ]
    guard let value = Double(digits), let factor = worth[unit] else { return nil }
    let months = value * factor
    return months.isFinite ? months : nil
  }

  /// `1: 113 req/s`: what several instances did together.
  private static func scaling(
    _ node: YAMLNode, of document: YAMLDocument
  ) throws(Diagnostic) -> [ScalingMeasurement] {
    var measured: [ScalingMeasurement] = []
    for member in try document.members(node, known: nil) {
      let rate = try ConfigFields.value(
        member.value, of: document, member.name, "a rate", example: "113 req/s", ConfigFields.rate)
      guard let count = Int(member.name), let measurement = ScalingMeasurement(instances: count, throughput: rate)
      else {
        throw document.error(at: member.key, "'\(member.name)' is no number of instances", hint: "2: 220 req/s")
      }
      measured.append(measurement)
    }
    return measured
  }

  /// `expected: 5%` a month, or `expected: 3 req/s` more each month.
  private static func growth(_ node: YAMLNode, of document: YAMLDocument) throws(Diagnostic) -> [GrowthScenario] {
    var scenarios: [GrowthScenario] = []
    for member in try document.members(node, known: nil) {
      let pace = try ConfigFields.value(
        member.value, of: document, member.name, "a share or a rate, a month", example: "5%"
      ) { text -> GrowthScenario.Pace? in
        if let rate = ConfigFields.rate(text) { return .linear(rate) }
        return Amount.share(text).map { .share($0) }
      }
      scenarios.append(GrowthScenario(name: member.name, pace: pace))
    }
    return scenarios
  }

  /// `{step: month, rates: [40 req/s, 44 req/s]}`, the oldest first.
  private static func peaks(_ node: YAMLNode, of document: YAMLDocument) throws(Diagnostic) -> PeakHistory {
    let fields = try ConfigFields(node, of: document, known: ["step", "rates"])
    let step = try fields.value("step", "month or day", example: "month") { PeakHistory.Step(rawValue: $0) }
    guard case .sequence(let items)? = fields["rates"]?.value else {
      throw document.error(at: node, "peaks has no list of rates", hint: "rates: [40 req/s, 44 req/s]")
    }
    var rates: [RequestRate] = []
    for item in items {
      rates.append(
        try ConfigFields.value(item, of: document, "rates", "a list of rates", example: "[40 req/s]", ConfigFields.rate)
      )
    }
    return PeakHistory(peaks: rates, step: step ?? .month)
  }
}

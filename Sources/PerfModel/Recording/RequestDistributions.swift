import PerfStats
import PerfUnits

/// The duration distributions of a run's requests: of all, and of every part of them that series are made of.
///
/// A part is a list of request keys. Parts of equal lists share one distribution and its storage, as when all answers were expected.
struct RequestDistributions {
  private let table: RequestTable
  private let stores: [RequestStore]
  private let unit: Unit
  private let resolution: Double?
  private var known: [[Int]: Distribution] = [:]

  /// - Parameters:
  ///   - stores: of all keys, which the table has been made of.
  ///   - unit: of their durations.
  ///   - partitions: lists of slots, those of one partition without a slot in common: one pass picks all of them.
  ///   - resolution: the step in which the tool rounds durations, in base units.
  init(
    _ table: RequestTable, _ stores: [RequestStore], unit: Unit, partitions: [[[Int]]], resolution: Double?
  ) {
    self.table = table
    self.stores = stores
    self.unit = unit
    self.resolution = resolution
    var seen: Set<[Int]> = []
    let wanted = partitions.map { $0.filter { !$0.isEmpty && seen.insert($0).inserted } }.filter { !$0.isEmpty }
    let found = Concurrent.map(wanted.count) {
      Self.distributions(of: wanted[$0], table, stores, unit: unit, resolution: resolution)
    }
    for (parts, distributions) in zip(wanted, found) {
      for (slots, distribution) in zip(parts, distributions) { known[slots] = distribution }
    }
  }

  /// The distribution of a part, nil where it has no requests.
  subscript(slots: [Int]) -> Distribution? {
    if let found = known[slots] { return found }
    return Self.distributions(of: [slots], table, stores, unit: unit, resolution: resolution).first.flatMap(\.self)
  }

  /// Of a few requests nothing is worked out before somebody asks.
  private static func distributions(
    of parts: [[Int]], _ table: RequestTable, _ stores: [RequestStore], unit: Unit, resolution: Double?
  ) -> [Distribution?] {
    let recorded = parts.map { RecordedSamples(stores, slots: $0, unit: unit) }
    let large = parts.indices.filter { recorded[$0].count > Samples.few }
    var sorted = [[Double]?](repeating: nil, count: parts.count)
    if !large.isEmpty {
      let picked = table.picked(
        groups(large.map { parts[$0] }, slotCount: stores.count), sizes: large.map { recorded[$0].count })
      for (part, values) in zip(large, picked) { sorted[part] = values }
    }
    return parts.indices.map { part in
      guard recorded[part].count > 0 else { return nil }
      return .samples(Samples(recorded[part], sorted: sorted[part], resolution: resolution))
    }
  }

  /// The number of the part of each slot, -1 for none.
  static func groups(_ parts: [[Int]], slotCount: Int) -> [Int32] {
    var groups = [Int32](repeating: -1, count: slotCount)
    for (number, slots) in parts.enumerated() {
      for slot in slots { groups[slot] = Int32(truncatingIfNeeded: number) }
    }
    return groups
  }
}

/// The distributions of the phases of some parts of a run's requests.
struct PhaseDistributions: Sendable {
  private let found: [Distribution?]

  init(_ recorder: RunRecorder, parts: [[Int]]) {
    let phases = RequestPhase.allCases
    found = Concurrent.map(parts.count * phases.count) { job in
      let phase = phases[job % phases.count]
      let stores = parts[job / phases.count].map { recorder.phases[$0 * phases.count + phase.rawValue] }
      return ValueStore.distribution(
        stores, unit: recorder.unit, isFolding: recorder.isFoldingValues, resolution: nil, limits: recorder.limits)
    }
  }

  /// The distribution of a phase of a part, nil where there is none.
  subscript(part: Int, phase: RequestPhase) -> Distribution? {
    found[part * RequestPhase.allCases.count + phase.rawValue]
  }
}

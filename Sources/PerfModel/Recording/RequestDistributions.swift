import PerfStats

/// The duration distributions of a run's requests: of all, and of every part of them that series are made of.
///
/// A part is a list of request keys. Parts of equal lists share one distribution and its storage, as when all answers were expected.
struct RequestDistributions {
  private let table: RequestTable
  private let slotCount: Int
  private let resolution: Double?
  private var known: [[Int]: Distribution] = [:]

  /// - Parameters:
  ///   - partitions: lists of slots, those of one partition without a slot in common: one pass picks all of them.
  ///   - resolution: the step in which the tool rounds durations, in base units.
  init(_ table: RequestTable, slotCount: Int, partitions: [[[Int]]], resolution: Double?) {
    self.table = table
    self.slotCount = slotCount
    self.resolution = resolution
    var seen: Set<[Int]> = []
    let wanted = partitions.map { $0.filter { !$0.isEmpty && seen.insert($0).inserted } }.filter { !$0.isEmpty }
    let found = Concurrent.map(wanted.count) {
      Self.distributions(of: wanted[$0], table, slotCount: slotCount, resolution: resolution)
    }
    for (parts, distributions) in zip(wanted, found) {
      for (slots, distribution) in zip(parts, distributions) { known[slots] = distribution }
    }
  }

  /// The distribution of a part, nil where it has no requests.
  subscript(slots: [Int]) -> Distribution? {
    if let found = known[slots] { return found }
    return Self.distributions(of: [slots], table, slotCount: slotCount, resolution: resolution).first.flatMap(\.self)
  }

  private static func distributions(
    of parts: [[Int]], _ table: RequestTable, slotCount: Int, resolution: Double?
  ) -> [Distribution?] {
    table.picked(groups(parts, slotCount: slotCount), count: parts.count).map { picked in
      guard !picked.sorted.isEmpty else { return nil }
      return .samples(
        Samples(ordered: picked.values, starts: picked.starts, sorted: picked.sorted, resolution: resolution))
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
struct PhaseDistributions {
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

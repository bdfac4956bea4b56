import PerfStats

/// The duration distributions of a run's requests: of all, and of every part of them that series are made of.
///
/// A part is a list of request keys. Parts of equal lists share one distribution and its storage, as when all answers were expected.
struct RequestDistributions {
  private let table: RequestTable
  private let source: RecordedValues
  private let resolution: Double?
  private var known: [[Int]: Distribution] = [:]

  /// - Parameters:
  ///   - source: what the table has been made of.
  ///   - partitions: lists of slots, those of one partition without a slot in common: one pass picks all of them.
  ///   - resolution: the step in which the tool rounds durations, in base units.
  init(_ table: RequestTable, _ source: RecordedValues, partitions: [[[Int]]], resolution: Double?) {
    self.table = table
    self.source = source
    self.resolution = resolution
    var seen: Set<[Int]> = []
    let wanted = partitions.map { $0.filter { !$0.isEmpty && seen.insert($0).inserted } }.filter { !$0.isEmpty }
    let found = Concurrent.map(wanted.count) {
      Self.distributions(of: wanted[$0], table, source, resolution: resolution)
    }
    for (parts, distributions) in zip(wanted, found) {
      for (slots, distribution) in zip(parts, distributions) { known[slots] = distribution }
    }
  }

  /// The distribution of a part, nil where it has no requests.
  subscript(slots: [Int]) -> Distribution? {
    if let found = known[slots] { return found }
    return Self.distributions(of: [slots], table, source, resolution: resolution).first.flatMap(\.self)
  }

  /// Of a few requests nothing is worked out before somebody asks.
  private static func distributions(
    of parts: [[Int]], _ table: RequestTable, _ source: RecordedValues, resolution: Double?
  ) -> [Distribution?] {
    let recorded = parts.map { RecordedSamples(source, slots: $0) }
    let large = parts.indices.filter { recorded[$0].count > Samples.few }
    var sorted = [[Double]?](repeating: nil, count: parts.count)
    if !large.isEmpty {
      let picked = table.picked(
        groups(large.map { parts[$0] }, slotCount: source.stores.count), sizes: large.map { recorded[$0].count })
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

  /// - Parameter other: what is worked out beside them, on one processor.
  static func make<Other: Sendable>(
    _ recorder: RunRecorder, _ source: RecordedValues, parts: [[Int]], beside other: @Sendable () -> Other
  ) -> (PhaseDistributions, Other) {
    let phases = RequestPhase.allCases
    let (found, other) = Concurrent.map(parts.count * phases.count, beside: other) { job in
      distribution(recorder, source, parts[job / phases.count], phases[job % phases.count])
    }
    return (PhaseDistributions(found: found), other)
  }

  private static func distribution(
    _ recorder: RunRecorder, _ source: RecordedValues, _ slots: [Int], _ phase: RequestPhase
  ) -> Distribution? {
    let stores = slots.map { recorder.phases[RunRecorder.place(phase, $0)] }
    let most = recorder.isFoldingValues ? recorder.limits.exactValuesOfSeries : .max
    if !stores.contains(where: \.isFolding), let few = RecordedSamples(source, slots: slots, phase: phase, most: most) {
      return few.count == 0 ? nil : .samples(Samples(few))
    }
    return ValueStore.distribution(
      stores, unit: recorder.unit, isFolding: recorder.isFoldingValues, resolution: nil, limits: recorder.limits)
  }

  /// The distribution of a phase of a part, nil where there is none.
  subscript(part: Int, phase: RequestPhase) -> Distribution? {
    found[part * RequestPhase.allCases.count + phase.rawValue]
  }
}

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
    for parts in partitions { add(parts) }
  }

  /// The distribution of a part, nil where it has no requests.
  subscript(slots: [Int]) -> Distribution? {
    if let found = known[slots] { return found }
    return distributions(of: [slots]).first.flatMap(\.self)
  }

  private mutating func add(_ parts: [[Int]]) {
    let new = parts.filter { !$0.isEmpty && known[$0] == nil }
    guard !new.isEmpty else { return }
    for (slots, distribution) in zip(new, distributions(of: new)) { known[slots] = distribution }
  }

  private func distributions(of parts: [[Int]]) -> [Distribution?] {
    table.picked(Self.groups(parts, slotCount: slotCount), count: parts.count).map { picked in
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

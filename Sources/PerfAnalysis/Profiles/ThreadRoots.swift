import PerfModel

/// The frames that profilers of threads put at the root of a stack, `thread (12986): Thread-1823 (run)`. Their numbers are others in every
/// run, so that two runs have none in common.
enum ThreadRoots {
  /// The entries with all threads of one name as one, at the place of the first. A stack has one root, so that sums count nothing twice.
  static func merged(_ entries: [ProfileTotals.Entry]) -> [ProfileTotals.Entry] {
    guard entries.contains(where: { FunctionName.isThread($0.name) }) else { return entries }
    var merged: [ProfileTotals.Entry] = []
    var places: [String: Int] = [:]
    for entry in entries {
      guard FunctionName.isThread(entry.name) else {
        merged.append(entry)
        continue
      }
      let name = FunctionName.normalised(entry.name)
      let known = places[name].map { merged[$0] }
      let sum = ProfileTotals.Entry(
        name: name, file: entry.file, flat: add(known?.flat, entry.flat),
        cumulative: add(known?.cumulative, entry.cumulative), waiting: add(known?.waiting, entry.waiting))
      if let place = places[name] {
        merged[place] = sum
      } else {
        places[name] = merged.count
        merged.append(sum)
      }
    }
    return merged
  }

  /// The whole profile's sums were found to fit into 64 bits, and these are parts of them.
  private static func add(_ known: [Int64]?, _ values: [Int64]) -> [Int64] {
    guard let known else { return values }
    return zip(known, values).map { $0 &+ $1 }
  }
}

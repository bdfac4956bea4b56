import PerfModel

/// Puts the functions of one or two profiles into the order of a report.
struct ProfileRanking {
  let now: TypeSelection
  let then: TypeSelection?
  /// The type in use, of the selected ones.
  let type: Int
  let noise: SamplingNoise?
  let isSameBuild: Bool

  func changes(_ before: ProfileTotals?, _ after: ProfileTotals) -> [FunctionChange] {
    guard let before, let then else {
      return after.entries.map { single($0) }.sorted { precedes($0, $1) }
    }
    return FunctionMatcher.pairs(
      ThreadRoots.merged(before.entries), ThreadRoots.merged(after.entries), isSameBuild: isSameBuild
    ).map { old, new in
      change(
        old ?? Self.nothing(like: new, before.sampleTypes.count),
        new ?? Self.nothing(like: old, after.sampleTypes.count),
        old == nil ? .new : new == nil ? .gone : .both, then)
    }.sorted { changePrecedes($0, $1) }
  }

  private func single(_ entry: ProfileTotals.Entry) -> FunctionChange {
    FunctionChange(
      name: entry.name, nameBefore: nil, file: entry.file, flat: now.values(entry.flat),
      cumulative: now.values(entry.cumulative), flatBefore: nil, cumulativeBefore: nil, presence: .both, z: nil,
      isFinding: false, isWaiting: isWaiting([(now.values(entry.waiting), now.values(entry.cumulative))]))
  }

  private func change(
    _ old: ProfileTotals.Entry, _ new: ProfileTotals.Entry, _ presence: FunctionChange.Presence, _ then: TypeSelection
  ) -> FunctionChange {
    let z = [noise?.z(old.flat, new.flat), noise?.z(old.cumulative, new.cumulative)].compactMap(\.self).max()
    return FunctionChange(
      name: new.name, nameBefore: old.name == new.name ? nil : old.name, file: new.file ?? old.file,
      flat: now.values(new.flat), cumulative: now.values(new.cumulative),
      flatBefore: then.values(old.flat), cumulativeBefore: then.values(old.cumulative), presence: presence, z: z,
      isFinding: (z ?? 0) > ProfileAnalysis.findingLevel,
      isWaiting: isWaiting([
        (then.values(old.waiting), then.values(old.cumulative)), (now.values(new.waiting), now.values(new.cumulative)),
      ]))
  }

  /// A function that is not there: the same without a value.
  private static func nothing(like entry: ProfileTotals.Entry?, _ types: Int) -> ProfileTotals.Entry {
    let zeros = Array(repeating: Int64(0), count: types)
    return ProfileTotals.Entry(
      name: entry?.name ?? "", file: entry?.file, flat: zeros, cumulative: zeros, waiting: zeros)
  }

  private func isWaiting(_ sides: [(waiting: [Int64], cumulative: [Int64])]) -> Bool {
    let waiting = sides.reduce(0.0) { $0 + abs(Double($1.waiting[type])) }
    let all = sides.reduce(0.0) { $0 + abs(Double($1.cumulative[type])) }
    return waiting > 0 && waiting * 2 >= all
  }

  private func precedes(_ a: FunctionChange, _ b: FunctionChange) -> Bool {
    let left = (a.flat[type].magnitude, a.cumulative[type].magnitude)
    let right = (b.flat[type].magnitude, b.cumulative[type].magnitude)
    return left == right ? a.name < b.name : left > right
  }

  private func changePrecedes(_ a: FunctionChange, _ b: FunctionChange) -> Bool {
    if a.isFinding != b.isFinding { return a.isFinding }
    let left = (abs(a.cumulativeDifference(type)), abs(a.flatDifference(type)))
    let right = (abs(b.cumulativeDifference(type)), abs(b.flatDifference(type)))
    return left == right ? a.name < b.name : left > right
  }
}

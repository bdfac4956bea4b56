extension RunRecorder {
  /// How many users there were at a time, in nanoseconds since the epoch.
  struct UserLevel: Sendable, Hashable {
    let at: Int64
    let users: Double

    /// The users of two load generators together, whenever one of them changed: each counts only its own.
    static func sum(_ a: [UserLevel], _ b: [UserLevel]) -> [UserLevel] {
      guard !a.isEmpty else { return b }
      guard !b.isEmpty else { return a }
      let (left, right) = (steps(a), steps(b))
      var (i, j) = (0, 0)
      var sum: [UserLevel] = []
      while i < left.count || j < right.count {
        let at = min(i < left.count ? left[i].at : .max, j < right.count ? right[j].at : .max)
        if i < left.count, left[i].at == at { i += 1 }
        if j < right.count, right[j].at == at { j += 1 }
        sum.append(UserLevel(at: at, users: (i > 0 ? left[i - 1].users : 0) + (j > 0 ? right[j - 1].users : 0)))
      }
      return sum
    }

    /// In order of time, one level a time: the largest, as `RecordedTimelines` takes it.
    private static func steps(_ levels: [UserLevel]) -> [UserLevel] {
      var steps: [UserLevel] = []
      for level in levels.sorted(by: { ($0.at, $0.users) < ($1.at, $1.users) }) {
        if steps.last?.at == level.at { steps.removeLast() }
        steps.append(level)
      }
      return steps
    }
  }

  /// Adds all that the recorder of another shard of the run took in. The shards' users add up, where those that the threads of one
  /// reader have met are the same users.
  mutating func merge(shard other: RunRecorder) {
    let sum = UserLevel.sum(users, other.users)
    merge(other)
    replaceUsers(sum)
  }

  /// Whether values of another recorder mean the same as those of this one.
  func isMergeable(with other: RunRecorder) -> Bool {
    unit == other.unit && clock == other.clock && resolution == other.resolution && limits == other.limits
  }
}

extension [RunRecorder.UserLevel] {
  /// The last level known at a time; the levels are ascending by time.
  func level(at time: Int64) -> Double? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].at <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? self[low - 1].users : nil
  }
}

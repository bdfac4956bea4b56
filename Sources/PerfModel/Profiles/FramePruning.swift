extension ProfileParts {
  /// Removes what lies beneath frames that a profile declares uninteresting, as pprof does on loading (`Profile.Prune`).
  ///
  /// A location whose outermost line matches goes with all beneath it; one that matches further in loses these lines. Frames before
  /// the first that does not match stay, so that no stack becomes empty.
  /// - Parameters:
  ///   - drop: matches the whole name of an uninteresting function.
  ///   - keep: matches those that stay all the same.
  public mutating func prune(_ drop: NamePattern, keeping keep: NamePattern?) {
    let isDropped = functions.map { function in
      let name = Self.simplified(strings[Int(function.name)])
      return !name.isEmpty && drop.matches(name) && keep?.matches(name) != true
    }
    guard isDropped.contains(true) else { return }
    var kinds = Array(repeating: Pruning.none, count: locations.count)
    for location in 0..<locations.count {
      let range = locations.range(location)
      guard let line = range.last(where: { isDropped[Int(locations.functions[$0])] }) else { continue }
      if line == range.upperBound - 1 {
        kinds[location] = .whole
      } else {
        kinds[location] = .beneath
        let cut = UInt32(line + 1 - range.lowerBound)
        locations.starts[location] += cut
        locations.counts[location] -= cut
      }
    }
    pruneStacks(kinds)
  }

  private enum Pruning {
    case none
    case whole
    case beneath
  }

  private mutating func pruneStacks(_ kinds: [Pruning]) {
    var stack: [UInt32] = []
    var ends: [Int] = []
    stack.reserveCapacity(samples.stack.count)
    for sample in 0..<samples.count {
      let range = samples.range(sample)
      var start = range.lowerBound
      var hasFoundUser = false
      for frame in range.reversed() {
        let kind = kinds[Int(samples.stack[frame])]
        if kind == .none { hasFoundUser = true }
        guard kind != .none, hasFoundUser else { continue }
        start = kind == .whole ? frame + 1 : frame
        break
      }
      stack += samples.stack[start..<range.upperBound]
      ends.append(stack.count)
    }
    samples.stack = stack
    samples.ends = ends
  }

  /// A name without its arguments, and without the dot before it on PowerPC (pprof, `simplifyFunc`).
  private static func simplified(_ name: String) -> String {
    let text = name.hasPrefix(".") ? name.dropFirst() : name[...]
    var index = text.startIndex
    while let bracket = text[index...].firstIndex(of: "(") {
      let rest = text[bracket...]
      if rest.hasPrefix("(anonymous namespace)") {
        index = text.index(bracket, offsetBy: 21)
      } else if rest.hasPrefix("()"), text[..<bracket].hasSuffix("operator") {
        index = text.index(bracket, offsetBy: 2)
      } else {
        return String(text[..<bracket])
      }
    }
    return String(text)
  }
}

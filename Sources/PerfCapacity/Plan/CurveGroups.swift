/// Levels sorted into curves: those of equal conditions and equal numbers of instances.
struct CurveGroups {
  /// The places of the levels of the curve with the most loads, as given.
  let main: [Int]
  let others: [[Int]]
  let findings: [Finding]

  /// Endpoint shares may differ by so much on one curve.
  private static let mixTolerance = 0.05

  init(_ levels: [Level]) {
    var groups: [[Int]] = []
    for place in levels.indices {
      let home = groups.firstIndex { group in
        group.first.map { Self.agree(levels[$0], levels[place]) } ?? false
      }
      if let home { groups[home].append(place) } else { groups.append([place]) }
    }
    let order = groups.indices.max { a, b in
      let loads = { (group: [Int]) in Set(group.map { levels[$0].load.value }).count }
      return (loads(groups[a]), -a) < (loads(groups[b]), -b)
    }
    main = order.map { groups[$0] } ?? []
    let rest = groups.indices.filter { $0 != order }.map { groups[$0] }
    others = rest
    guard !rest.isEmpty else {
      findings = []
      return
    }
    let counts = Set(levels.compactMap(\.instances))
    let left = rest.reduce(0) { $0 + $1.count }
    let plan =
      "The plan is about the curve with the most loads; \(left == 1 ? "one level is" : "\(left) levels are") left out."
    findings =
      counts.count > 1
      ? [
        Finding(
          .autoscaled,
          "Levels with \(counts.sorted().map(String.init).joined(separator: ", ")) instances lie on curves of their own. \(plan)"
        )
      ]
      : [
        Finding(
          .mixedConditions,
          "Levels of different scripts, endpoint mixes, environments or versions are not one curve. \(plan)")
      ]
  }

  private static func agree(_ a: Level, _ b: Level) -> Bool {
    if let own = a.instances, let other = b.instances, own != other { return false }
    if a.load.isOpen != b.load.isOpen { return false }
    // Levels of one run share its conditions, so that this is one comparison of addresses for them.
    if a.conditions == b.conditions { return true }
    for (name, value) in a.conditions.fingerprint {
      if let other = b.conditions.fingerprint[name], other != value { return false }
    }
    guard !a.conditions.mix.isEmpty, !b.conditions.mix.isEmpty else { return true }
    return Set(a.conditions.mix.keys).union(b.conditions.mix.keys).allSatisfy { endpoint in
      abs((a.conditions.mix[endpoint] ?? 0) - (b.conditions.mix[endpoint] ?? 0)) <= mixTolerance
    }
  }
}

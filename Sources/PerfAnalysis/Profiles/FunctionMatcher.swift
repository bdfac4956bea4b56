import PerfModel

/// Finds the functions of two profiles that are the same: first by name, then by what is left of a name without what differs from build
/// to build, where that is unique on both sides. Nothing is merged: a pair is one function before and one after. Of one build names are
/// exact: there `init.func2` is another function than `init.func6`.
struct FunctionMatcher {
  typealias Entry = ProfileTotals.Entry

  /// Both in the order of their profile; those of after first.
  static func pairs(_ before: [Entry], _ after: [Entry], isSameBuild: Bool) -> [(before: Entry?, after: Entry?)] {
    let known = Dictionary(before.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var partners: [Int?] = after.map { known[$0.name] }
    var isTaken = Array(repeating: false, count: before.count)
    for case let partner? in partners { isTaken[partner] = true }
    if !isSameBuild {
      let lonelyBefore = unique(before.indices.filter { !isTaken[$0] }, before)
      let lonelyAfter = unique(after.indices.filter { partners[$0] == nil }, after)
      for (name, place) in lonelyAfter {
        guard let partner = lonelyBefore[name] else { continue }
        partners[place] = partner
        isTaken[partner] = true
      }
    }
    return zip(after, partners).map { (before: $1.map { before[$0] }, after: Optional($0)) }
      + before.indices.filter { !isTaken[$0] }.map { (before: Optional(before[$0]), after: nil) }
  }

  /// The places of entries by their normalised names, as far as only one has it.
  private static func unique(_ places: [Int], _ entries: [Entry]) -> [String: Int] {
    var found: [String: Int?] = [:]
    for place in places {
      let name = FunctionName.normalised(entries[place].name)
      found[name] = found.keys.contains(name) ? .some(nil) : .some(place)
    }
    return found.compactMapValues(\.self)
  }
}

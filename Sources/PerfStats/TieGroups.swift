/// Two samples pooled and sorted: for each distinct value, in ascending order, how often either sample holds it.
struct TieGroups {
  /// The number of values in the first and in the second sample.
  let counts: (a: Int, b: Int)
  /// The multiplicities of the distinct values.
  let groups: [(a: Int, b: Int)]

  /// Nil if either sample is empty or holds a NaN. Infinities have an order and are welcome; −0 equals 0.
  init?(_ a: [Double], _ b: [Double]) {
    guard !a.isEmpty, !b.isEmpty, !a.contains(where: \.isNaN), !b.contains(where: \.isNaN) else { return nil }
    let (a, b) = (a.sorted(), b.sorted())
    var (i, j) = (0, 0)
    var groups: [(a: Int, b: Int)] = []
    while i < a.count || j < b.count {
      let value = i == a.count ? b[j] : j == b.count ? a[i] : min(a[i], b[j])
      let (startA, startB) = (i, j)
      while i < a.count, a[i] == value { i += 1 }
      while j < b.count, b[j] == value { j += 1 }
      groups.append((i - startA, j - startB))
    }
    self.counts = (a.count, b.count)
    self.groups = groups
  }

  /// 2·U of the first sample: over all pairs, 2 where its value is the larger one and 1 where the two are equal.
  var doubledU: Int {
    var below = 0
    return groups.reduce(0) { sum, group in
      defer { below += group.b }
      return sum + group.a * (2 * below + group.b)
    }
  }

  /// Σ(t³ − t) over the groups of tied values.
  var tieTerm: Double {
    groups.reduce(0) { sum, group in
      let size = Double(group.a + group.b)
      return sum + size * (size * size - 1)
    }
  }
}

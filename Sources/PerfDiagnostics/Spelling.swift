/// "Did you mean": the known word nearest to a mistyped one.
public enum Spelling {
  /// The nearest word, nil when none is within a third of the letters typed (at least one). Of equally near ones the first.
  public static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let letters = Array(word.unicodeScalars)
    let limit = max(1, letters.count / 3)
    let ranked = known.lazy.map { ($0, Array($0.unicodeScalars)) }
      .filter { abs($1.count - letters.count) <= limit }
      .map { ($0, distance(letters, $1)) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= limit else { return nil }
    return best.0
  }

  /// The least number of letters inserted, deleted, replaced or swapped with their neighbour (optimal string alignment).
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var row = [i + 1]
      for (j, y) in b.enumerated() {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (x == y ? 0 : 1))
        if i > 0, j > 0, x == b[j - 1], y == a[i - 1] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}

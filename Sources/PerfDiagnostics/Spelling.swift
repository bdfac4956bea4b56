/// "Did you mean": the known word nearest to a mistyped one.
public enum Spelling {
  /// The nearest word, nil when none is within a third of the letters typed (at least one). Of equally near ones the first.
  public static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let letters = Array(word.unicodeScalars)
    let limit = max(1, letters.count / 3)
    var nearest: String?
    var least = limit + 1
    for candidate in known {
      let other = Array(candidate.unicodeScalars)
      // Each letter more or less is one of the distance.
      guard abs(other.count - letters.count) < least else { continue }
      let distance = distance(letters, other)
      if distance < least { (nearest, least) = (candidate, distance) }
    }
    return nearest
  }

  /// The least number of letters inserted, deleted, replaced or swapped with their neighbour (optimal string alignment).
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast = Array(0...b.count)
    var last = beforeLast
    var row = beforeLast
    for i in a.indices {
      row[0] = i + 1
      for j in b.indices {
        var cost = min(min(last[j + 1], row[j]) + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], b[j] == a[i - 1] { cost = min(cost, beforeLast[j - 1] + 1) }
        row[j + 1] = cost
      }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[b.count]
  }
}

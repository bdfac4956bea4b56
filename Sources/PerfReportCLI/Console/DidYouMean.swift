/// The nearest of the right words to a mistyped one.
enum DidYouMean {
  /// "did you mean 'compare'?", nil where nothing is near enough to be meant.
  static func hint(_ word: String, among candidates: [String]) -> String? {
    nearest(word, among: candidates).map { "did you mean '\($0)'?" }
  }

  /// The candidate with the smallest edit distance, at most a third of the word's length; the first of equals.
  static func nearest(_ word: String, among candidates: [String]) -> String? {
    let limit = max(1, word.count / 3)
    let scored = candidates.map { ($0, distance(Array(word.lowercased()), Array($0.lowercased()))) }
    return scored.filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
  }

  /// Levenshtein's distance, with two rows.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var previous = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var current = [i + 1]
      for (j, y) in b.enumerated() {
        current.append(min(previous[j] + (x == y ? 0 : 1), previous[j + 1] + 1, current[j] + 1))
      }
      previous = current
    }
    return previous[b.count]
  }
}

import PerfDiagnostics

/// The sentence after a mistyped word.
enum DidYouMean {
  /// "did you mean 'compare'?", nil where nothing is near enough to be meant.
  static func hint(_ word: String, among candidates: [String]) -> String? {
    Spelling.nearest(to: word, among: candidates).map { "did you mean '\($0)'?" }
  }
}

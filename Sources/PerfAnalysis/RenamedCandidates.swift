import PerfModel

/// Endpoints that went and came under names so alike that they may be one.
enum RenamedCandidates {
  /// Above this many pairs of names the search is not worth its time: the suites have nothing in common.
  private static let searchLimit = 250_000
  /// How alike two names have to be, 0…1.
  private static let threshold = 0.5

  /// Each missing endpoint with the new endpoint most like it, the most alike pairs first; each name is used once.
  static func find(_ pairs: [PairedSeries]) -> [RenamedCandidate] {
    func keys(_ place: PairedSeries.Place) -> [SeriesKey] {
      pairs.filter { $0.place == place && $0.key.labels.isEmpty && $0.key.metric == .requestDuration }.map(\.key)
    }
    let gone = keys(.missing)
    let came = keys(.new)
    guard gone.count * came.count <= searchLimit else { return [] }
    let newNames = came.map { words($0.endpoint ?? "") }
    // Shared words are counted by looking each word up: intersecting each name with each made a comparison six times as long.
    var holders: [String: [Int]] = [:]
    for (index, words) in newNames.enumerated() {
      for word in words { holders[word, default: []].append(index) }
    }
    var candidates: [RenamedCandidate] = []
    for before in gone {
      let words = words(before.endpoint ?? "")
      var shared = [Int](repeating: 0, count: came.count)
      for index in words.lazy.flatMap({ holders[$0] ?? [] }) { shared[index] += 1 }
      for (index, after) in came.enumerated() {
        let similarity = jaccard(shared: shared[index], words.count, newNames[index].count)
        guard similarity >= threshold else { continue }
        candidates.append(RenamedCandidate(before: before, after: after, similarity: similarity))
      }
    }
    candidates.sort { ($1.similarity, $0.before, $0.after) < ($0.similarity, $1.before, $1.after) }
    var used: Set<SeriesKey> = []
    return candidates.filter { used.insert($0.before).inserted && used.insert($0.after).inserted }
  }

  /// Runs of letters and digits, in lower case.
  private static func words(_ name: String) -> Set<String> {
    Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }

  /// Shared words over all words (Jaccard).
  private static func jaccard(shared: Int, _ a: Int, _ b: Int) -> Double {
    let union = a + b - shared
    return union == 0 ? 0 : Double(shared) / Double(union)
  }
}

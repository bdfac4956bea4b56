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
    let words = Dictionary(uniqueKeysWithValues: (gone + came).map { ($0, Self.words($0.endpoint ?? "")) })
    var candidates: [RenamedCandidate] = []
    for before in gone {
      for after in came {
        let similarity = jaccard(words[before] ?? [], words[after] ?? [])
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
  private static func jaccard(_ a: Set<String>, _ b: Set<String>) -> Double {
    let union = a.union(b).count
    return union == 0 ? 0 : Double(a.intersection(b).count) / Double(union)
  }
}

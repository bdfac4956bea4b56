/// The words that a phrase may be made of, and what they mean. Each subject has its own file of entries.
enum Lexicon {
  /// What an entry's words mean.
  struct Entry {
    let rest: [String]
    let meaning: Meaning
  }

  /// The lists of all subjects; a phrase stands in one of them.
  static let subjects = [
    metrics, unmeasurable, statistics, comparators, scenarios, tiers, changes, scopes, grammar, narrative,
  ]

  /// Entries by their first word, the longest first.
  private static let entries: [String: [Entry]] = {
    var entries: [String: [Entry]] = [:]
    for subject in subjects {
      for (meaning, phrases) in subject {
        for phrase in phrases.split(separator: ",") {
          let words = phrase.split(separator: " ").map(String.init)
          guard let first = words.first else { continue }
          entries[first, default: []].append(Entry(rest: Array(words.dropFirst()), meaning: meaning))
        }
      }
    }
    return entries.mapValues { $0.sorted { $0.rest.count > $1.rest.count } }
  }()

  /// The longest entry that the tokens from `start` spell, and how many tokens it takes. Hyphens between its words do not
  /// matter ("error-rate"), but an entry never takes only a part of a hyphenated word.
  static func match(_ tokens: [Token], at start: Int) -> (meaning: Meaning, length: Int)? {
    guard start == 0 || !tokens[start - 1].joinsNext, let candidates = entries[tokens[start].key] else { return nil }
    candidates: for entry in candidates {
      let end = start + 1 + entry.rest.count
      guard end <= tokens.count, !tokens[end - 1].joinsNext else { continue }
      for (offset, word) in entry.rest.enumerated() where tokens[start + 1 + offset].key != word {
        continue candidates
      }
      return (entry.meaning, end - start)
    }
    return nil
  }
}

import PerfDiagnostics

/// Finds the endpoints that the words of a document mean (OBJECTIVES "Which endpoint?"), and never guesses.
///
/// In this order: the configuration's own word for it, the very name, a route, the words of the name. One candidate is a match;
/// several are not, except where the configuration or a parameter says that all of them are meant.
struct EndpointMatcher {
  private let index: EndpointIndex
  private let groups: [String: [String]]
  private var known: [String: Match] = [:]
  /// By the words that a name shares with any endpoint: most names that are unknown share the same few.
  private var nearestWords: [Set<String>: String] = [:]
  private var spellings = 20_000

  /// What became of a name.
  enum Match: Hashable {
    /// At least one; several where all of them are meant.
    case endpoints([String])
    /// Nothing or too much fits.
    case none(reason: String)
  }

  /// - Parameters:
  ///   - names: the endpoints of a run, each once.
  ///   - groups: the configuration's names for sets of endpoints, each with route patterns or labels.
  init(names: [String], groups: [String: [String]] = [:]) {
    index = EndpointIndex(names)
    self.groups = Dictionary(
      groups.sorted { $0.key < $1.key }.map { (Self.groupKey($0.key), $0.value) }, uniquingKeysWith: { $0 + $1 })
  }

  /// The endpoints that `text` means.
  mutating func match(_ text: String) -> Match {
    if let match = known[text] { return match }
    let match = find(text)
    known[text] = match
    return match
  }

  private mutating func find(_ text: String) -> Match {
    if !groups.isEmpty, let patterns = groups[Self.groupKey(text)] { return group(text, patterns) }
    if index.holds(text) { return .endpoints([text]) }
    let asked = RoutePattern.routes(in: text)
    return asked.isEmpty ? byWords(text) : byRoutes(text, asked)
  }

  /// "Sign-in" and "sign in" are one entry of the configuration.
  private static func groupKey(_ name: String) -> String {
    let joined = NameWords(name).joined
    return joined.isEmpty ? name : joined
  }

  private func group(_ text: String, _ patterns: [String]) -> Match {
    var found: Set<Int> = []
    for pattern in patterns {
      let routes = RoutePattern.routes(in: pattern)
      let glob = Glob(pattern)
      let matching = names.indices.filter { place in
        glob.matches(names[place]) || routes.contains { self.fit($0, place) != nil }
      }
      guard !matching.isEmpty else {
        return .none(reason: "the configuration maps '\(text)' to '\(pattern)', which no endpoint matches")
      }
      found.formUnion(matching)
    }
    return found.isEmpty
      ? .none(reason: "the configuration maps '\(text)' to nothing") : .endpoints(found.sorted().map { names[$0] })
  }

  private mutating func byRoutes(_ text: String, _ asked: [RoutePattern]) -> Match {
    var found: Set<Int> = []
    for pattern in asked {
      let fits = index.candidates(pattern).compactMap { place in fit(pattern, place).map { (place, $0) } }
      guard let best = fits.map(\.1).min() else { return .none(reason: unmatched(text, NameWords(text))) }
      let matching = fits.filter { $0.1 == best }.map(\.0)
      let isOneRoute =
        best == .byParameter && matching.allSatisfy { index.routes[$0].map(pattern.standsForIdentifiers) == true }
      guard matching.count == 1 || isOneRoute else { return .none(reason: ambiguous(text, matching)) }
      found.formUnion(matching)
    }
    return .endpoints(found.sorted().map { names[$0] })
  }

  private func fit(_ pattern: RoutePattern, _ place: Int) -> RoutePattern.Fit? {
    index.routes[place].flatMap(pattern.fit)
  }

  private mutating func byWords(_ text: String) -> Match {
    let asked = NameWords(text)
    let containing = index.candidates(asked).filter { asked.isContained(in: index.words[$0]) }
    let same = containing.filter { index.words[$0].joined == asked.joined }
    let matching = same.isEmpty ? containing : same
    switch matching.count {
    case 0: return .none(reason: unmatched(text, asked))
    case 1: return .endpoints([names[matching[0]]])
    default: return .none(reason: ambiguous(text, matching))
    }
  }

  private func ambiguous(_ text: String, _ matching: [Int]) -> String {
    "'\(text)' could be \(listed(matching)): say which under 'endpoints:' in perfreport.yml"
  }

  private mutating func unmatched(_ text: String, _ asked: NameWords) -> String {
    if let nearest = nearest(text, asked) { return "no endpoint is called '\(text)'; nearest: \(nearest)" }
    // Nothing is near; where there are few, naming them helps as much.
    let isFew = names.count <= 3
    return "no endpoint is called '\(text)'" + (isFew ? "; the run has \(listed(Array(names.indices)))" : "")
  }

  /// The names that share most words, or the one that is spelt most alike.
  private mutating func nearest(_ text: String, _ asked: NameWords) -> String? {
    let shared = index.knownForms(asked)
    guard shared.isEmpty else { return nearest(sharing: shared) }
    // Each comparison costs the product of two lengths; a document full of strange names gets no more of them.
    guard spellings >= names.count, text.utf8.count <= 200 else { return nil }
    spellings -= names.count
    if let name = Spelling.nearest(to: text, among: names) { return name }
    let joined = index.words.map(\.joined)
    guard let near = Spelling.nearest(to: asked.joined, among: joined) else { return nil }
    return joined.firstIndex(of: near).map { names[$0] }
  }

  private mutating func nearest(sharing words: Set<String>) -> String {
    if let nearest = nearestWords[words] { return nearest }
    let nearest = listed(index.sharing(words))
    nearestWords[words] = nearest
    return nearest
  }

  private var names: [String] { index.names }

  private func listed(_ indices: [Int]) -> String {
    let shown = indices.prefix(3).map { names[$0] }.joined(separator: ", ")
    return indices.count > 3 ? shown + " and \(indices.count - 3) more" : shown
  }
}

import PerfDiagnostics

/// Finds the endpoints that the words of a document mean (OBJECTIVES "Which endpoint?"), and never guesses.
///
/// In this order: the configuration's own word for it, the very name, a route, the words of the name. One candidate is a match;
/// several are not, except where the configuration or a parameter says that all of them are meant.
struct EndpointMatcher {
  private let names: [String]
  private let groups: [String: [String]]
  private let words: [NameWords]
  private let routes: [RoutePattern?]
  /// The names that have a word, and those whose route ends in a segment: a document may have 100,000 rows.
  private let withForm: [String: [Int]]
  private let withEnd: [RoutePattern.Segment: [Int]]
  private var known: [String: Match] = [:]
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
    self.names = names.sorted()
    self.groups = Dictionary(
      groups.sorted { $0.key < $1.key }.map { (Self.groupKey($0.key), $0.value) }, uniquingKeysWith: { $0 + $1 })
    words = self.names.map(NameWords.init)
    routes = self.names.map { name in
      let routes = RoutePattern.routes(in: name)
      return routes.count == 1 ? routes[0] : nil
    }
    var forms: [String: [Int]] = [:]
    for (index, words) in words.enumerated() { for form in words.forms { forms[form, default: []].append(index) } }
    withForm = forms
    var ends: [RoutePattern.Segment: [Int]] = [:]
    for (index, route) in routes.enumerated() {
      if let end = route?.segments.last { ends[end, default: []].append(index) }
    }
    withEnd = ends
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
    if names.contains(text) { return .endpoints([text]) }
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
      let matching = names.indices.filter { index in
        glob.matches(names[index]) || routes.contains { self.fit($0, index) != nil }
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
      let fits = candidates(pattern).compactMap { index in fit(pattern, index).map { (index, $0) } }
      guard let best = fits.map(\.1).min() else { return .none(reason: unmatched(text, NameWords(text))) }
      let matching = fits.filter { $0.1 == best }.map(\.0)
      let isOneRoute =
        best == .byParameter && matching.allSatisfy { routes[$0].map(pattern.standsForIdentifiers) == true }
      guard matching.count == 1 || isOneRoute else { return .none(reason: ambiguous(text, matching)) }
      found.formUnion(matching)
    }
    return .endpoints(found.sorted().map { names[$0] })
  }

  private func fit(_ pattern: RoutePattern, _ index: Int) -> RoutePattern.Fit? { routes[index].flatMap(pattern.fit) }

  /// The names whose route may fit: a last segment is met by itself or by a parameter.
  private func candidates(_ pattern: RoutePattern) -> [Int] {
    guard let end = pattern.segments.last, end != .parameter else { return Array(names.indices) }
    return (withEnd[end] ?? []) + (withEnd[.parameter] ?? [])
  }

  private mutating func byWords(_ text: String) -> Match {
    let asked = NameWords(text)
    let sharing = Set(asked.forms.flatMap { withForm[$0] ?? [] })
    let containing = sharing.filter { asked.isContained(in: words[$0]) }.sorted()
    let same = containing.filter { words[$0].joined == asked.joined }
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
    let nearest = nearest(text, asked)
    if !nearest.isEmpty { return "no endpoint is called '\(text)'; nearest: \(listed(nearest))" }
    // Nothing is near; where there are few, naming them helps as much.
    let isFew = names.count <= 3
    return "no endpoint is called '\(text)'" + (isFew ? "; the run has \(listed(Array(names.indices)))" : "")
  }

  /// The names that share most words, or the one that is spelt most alike.
  private mutating func nearest(_ text: String, _ asked: NameWords) -> [Int] {
    var shared: [Int: Int] = [:]
    for form in asked.forms { for index in withForm[form] ?? [] { shared[index, default: 0] += 1 } }
    if !shared.isEmpty { return shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key) }
    // Each comparison costs the product of two lengths; a document full of strange names gets no more of them.
    guard spellings >= names.count, text.utf8.count <= 200 else { return [] }
    spellings -= names.count
    if let name = Spelling.nearest(to: text, among: names), let index = names.firstIndex(of: name) { return [index] }
    let joined = words.map(\.joined)
    guard let near = Spelling.nearest(to: asked.joined, among: joined) else { return [] }
    return joined.firstIndex(of: near).map { [$0] } ?? []
  }

  private func listed(_ indices: [Int]) -> String {
    let shown = indices.prefix(3).map { names[$0] }.joined(separator: ", ")
    return indices.count > 3 ? shown + " and \(indices.count - 3) more" : shown
  }
}

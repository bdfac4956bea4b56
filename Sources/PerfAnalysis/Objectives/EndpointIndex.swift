/// The endpoints of a run, found by their names, by the segments of their routes and by the words of their names.
///
/// A document may have 100,000 rows and a run 10,000 endpoints: no row may look at every endpoint.
struct EndpointIndex {
  /// Ascending; endpoints are told by their place among them.
  let names: [String]
  let words: [NameWords]
  /// The route of each name that holds exactly one.
  let routes: [RoutePattern?]

  private let places: [String: Int]
  private let withForm: [String: [Int]]
  private let withSegment: [Spot: [Int]]

  /// A segment and how many others stand behind it.
  private struct Spot: Hashable {
    let segment: RoutePattern.Segment
    let fromEnd: Int
  }

  /// Segments from the end of a route that are looked up; one that tells routes apart is nearly always among them.
  private static let depth = 8

  init(_ names: [String]) {
    self.names = names.sorted()
    words = self.names.map(NameWords.init)
    routes = self.names.map { name in
      let routes = RoutePattern.routes(in: name)
      return routes.count == 1 ? routes[0] : nil
    }
    places = Dictionary(zip(self.names, self.names.indices), uniquingKeysWith: { first, _ in first })
    var withForm: [String: [Int]] = [:]
    var withSegment: [Spot: [Int]] = [:]
    for index in self.names.indices {
      for form in words[index].forms { withForm[form, default: []].append(index) }
      for spot in routes[index].map(Self.spots) ?? [] { withSegment[spot, default: []].append(index) }
    }
    self.withForm = withForm
    self.withSegment = withSegment
  }

  func holds(_ name: String) -> Bool { places[name] != nil }

  /// The endpoints whose routes may answer to a pattern, ascending: those with the literal segment of it that is the rarest.
  func candidates(_ pattern: RoutePattern) -> [Int] {
    let choices = Self.spots(pattern).filter { $0.segment != .parameter }.map { spot in
      // `/carts/17` is also answered by `/carts/{id}`.
      let parameter = spot.segment.isIdentifier ? [Spot(segment: .parameter, fromEnd: spot.fromEnd)] : []
      return ([spot] + parameter).compactMap { withSegment[$0] }
    }
    return Self.rarest(choices) ?? Array(names.indices)
  }

  /// The endpoints whose names may say everything that `asked` says, ascending: those with the rarest of its words.
  func candidates(_ asked: NameWords) -> [Int] {
    let words = asked.words
    // A word may be written as one with its neighbour on either side.
    let choices = words.indices.map { index in
      let neighbours = words[max(0, index - 1)...min(index + 1, words.count - 1)]
      let pairs = zip(neighbours, neighbours.dropFirst()).map { $0 + $1 }
      return ([words[index]] + pairs).compactMap { withForm[$0] }
    }
    return Self.rarest(choices) ?? []
  }

  /// The forms of a name that any endpoint has.
  func knownForms(_ asked: NameWords) -> Set<String> { asked.forms.filter { withForm[$0] != nil } }

  /// The endpoints that have any of some forms, those with most of them first.
  func sharing(_ forms: Set<String>) -> [Int] {
    var counts = [Int](repeating: 0, count: names.count)
    for form in forms { for index in withForm[form] ?? [] { counts[index] += 1 } }
    return counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
  }

  private static func spots(_ route: RoutePattern) -> [Spot] {
    route.segments.reversed().prefix(depth).enumerated().map { Spot(segment: $1, fromEnd: $0) }
  }

  /// The union of the lists of the choice that has fewest in its lists; nil where there is no choice.
  private static func rarest(_ choices: [[[Int]]]) -> [Int]? {
    func size(_ lists: [[Int]]) -> Int { lists.reduce(0) { $0 + $1.count } }
    return choices.min { size($0) < size($1) }.map { Set($0.joined()).sorted() }
  }
}

/// A route as somebody wrote it: `POST /api/auth/{id}`, `/auth/:id`, `https://host/auth/17?page=2`.
struct RoutePattern: Hashable {
  /// In upper case; empty where none is stated, which stands for any.
  let methods: Set<String>
  let segments: [Segment]

  /// What stands between two slashes.
  enum Segment: Hashable {
    case literal(String)
    /// `{id}`, `:id`, `<id>`, `*`: any one segment.
    case parameter

    init(_ text: Substring) {
      let isBracketed =
        text.hasPrefix("{") && text.hasSuffix("}") || text.hasPrefix("<") && text.hasSuffix(">")
        || text.hasPrefix("${") && text.hasSuffix("}")
      self = isBracketed || text == "*" || text.hasPrefix(":") && text.count > 1 ? .parameter : .literal(String(text))
    }

    /// Whether it is an identifier as in `/carts/17`, and no name as in `/users/me`.
    var isIdentifier: Bool {
      guard case .literal(let text) = self else { return false }
      return text.contains(where: \.isNumber)
    }
  }

  /// How well a route answers to a pattern, the best first.
  enum Fit: Int, Comparable {
    /// The same segments, parameters against parameters.
    case exact
    /// Segments of which a parameter on one side stands for a value on the other.
    case byParameter
    /// The pattern is the end of the route.
    case suffix

    static func < (a: Fit, b: Fit) -> Bool { a.rawValue < b.rawValue }
  }

  /// How `route`, the name that a run has for an endpoint, answers to this pattern; nil where it does not.
  func fit(_ route: RoutePattern) -> Fit? {
    guard methods.isEmpty || route.methods.isEmpty || !methods.isDisjoint(with: route.methods) else { return nil }
    let tail = route.segments.suffix(segments.count)
    guard tail.count == segments.count, zip(segments, tail).allSatisfy(Self.agree) else { return nil }
    if route.segments.count == segments.count { return tail.elementsEqual(segments) ? .exact : .byParameter }
    // Of a suffix something must be said literally: `/{id}` is the end of half of all routes.
    return zip(segments, tail).contains { $0 == $1 && $0 != .parameter } ? .suffix : nil
  }

  /// Whether what the pattern's parameters stand for in a route are identifiers all: then the route is one of many of its kind.
  func standsForIdentifiers(in route: RoutePattern) -> Bool {
    zip(segments, route.segments.suffix(segments.count)).allSatisfy { $0 == $1 || $1.isIdentifier }
  }

  /// A name in a document is no parameter's value: `/users/me` is not `/users/{id}`, but `/users/17` is.
  private static func agree(_ pattern: Segment, _ segment: Segment) -> Bool {
    pattern == segment || pattern == .parameter || segment == .parameter && pattern.isIdentifier
  }
}

extension RoutePattern {
  private static let knownMethods: Set<String> = [
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT",
  ]

  /// Every route in a text, each with the method before it or behind it in brackets: "Sign-in (`POST /api/auth/login`)".
  static func routes(in text: String) -> [RoutePattern] {
    guard text.contains("/") else { return [] }
    let words = text.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(trimmed)
    var routes: [RoutePattern] = []
    var pending: Set<String> = []
    for (index, word) in words.enumerated() {
      if let methods = methods(word) {
        pending = methods
      } else if let segments = segments(word) {
        var own = pending
        if own.isEmpty, index + 1 < words.count, let after = methods(words[index + 1]),
          index + 2 == words.count || self.segments(words[index + 2]) == nil
        {
          own = after
        }
        routes.append(RoutePattern(methods: own, segments: segments))
        pending = []
      } else {
        pending = []
      }
    }
    return routes
  }

  /// `GET`, `get`, `GET/POST`, `GET|HEAD`.
  private static func methods(_ word: Substring) -> Set<String>? {
    let parts = word.split { $0 == "/" || $0 == "|" }.map { $0.uppercased() }
    return !parts.isEmpty && parts.allSatisfy(knownMethods.contains) && !word.hasPrefix("/") ? Set(parts) : nil
  }

  /// The segments of a path or of a URL's path, nil where a word is neither. Host, query and fragment do not count.
  private static func segments(_ word: Substring) -> [Segment]? {
    var path = word.prefix { $0 != "?" && $0 != "#" }
    if let scheme = path.firstRange(of: "://") {
      path = path[scheme.upperBound...].drop { $0 != "/" }
    } else if !path.hasPrefix("/") {
      guard let slash = path.firstIndex(of: "/"), isHost(path[..<slash]) else { return nil }
      path = path[slash...]
    }
    return path.split(separator: "/").map(Segment.init)
  }

  /// `api.example.org`, `localhost:8080`, `{{baseUrl}}`.
  private static func isHost(_ text: Substring) -> Bool {
    text.contains(where: \.isLetter) && text.contains { $0 == "." || $0 == ":" || $0 == "{" }
  }

  /// A word without the marks around it.
  private static func trimmed(_ word: Substring) -> Substring {
    var word = word.drop { "`\"'([".contains($0) }
    while let last = word.last, "`\"'].:".contains(last) || last == ")" && !word.contains("(") { word.removeLast() }
    return word
  }
}

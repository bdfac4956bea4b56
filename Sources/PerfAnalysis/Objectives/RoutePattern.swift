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

    init(_ text: Word) {
      let isBracketed =
        switch (text.first, text.last) {
        case ("{", "}"), ("<", ">"): true
        case ("$", "}"): text.dropFirst().first == "{"
        default: false
        }
      let isParameter = isBracketed || text.elementsEqual(["*"]) || text.first == ":" && text.count > 1
      self = isParameter ? .parameter : .literal(String(Substring(text)))
    }

    /// Whether it is an identifier as in `/carts/17`, and no name as in `/users/me`.
    var isIdentifier: Bool {
      guard case .literal(let text) = self else { return false }
      return text.unicodeScalars.contains(where: \.isNumeric)
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

  /// A part of a text. Names of endpoints are looked at scalar by scalar: telling characters apart takes most of the time
  /// of a large document.
  typealias Word = Substring.UnicodeScalarView

  /// Every route in a text, each with the method before it or behind it in brackets: "Sign-in (`POST /api/auth/login`)".
  static func routes(in text: String) -> [RoutePattern] {
    guard text.utf8.contains(UInt8(ascii: "/")) else { return [] }
    let words = text[...].unicodeScalars.split { $0.isBlank || $0 == "," || $0 == ";" }.map(trimmed)
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
  private static func methods(_ word: Word) -> Set<String>? {
    guard let first = word.first, first != "/" else { return nil }
    let parts = word.split { $0 == "/" || $0 == "|" }.map { Substring($0).uppercased() }
    return !parts.isEmpty && parts.allSatisfy(knownMethods.contains) ? Set(parts) : nil
  }

  /// The segments of a path or of a URL's path, nil where a word is neither. Host, query and fragment do not count.
  private static func segments(_ word: Word) -> [Segment]? {
    var path = word.prefix { $0 != "?" && $0 != "#" }
    if let host = host(path) {
      path = path[host...].drop { $0 != "/" }
    } else if path.first != "/" {
      guard let slash = path.firstIndex(of: "/"), isHost(path[..<slash]) else { return nil }
      path = path[slash...]
    }
    return path.split(separator: "/").map(Segment.init)
  }

  /// Where the host of a URL begins: behind `https://`.
  private static func host(_ path: Word) -> Word.Index? {
    path.contains(":") ? path.firstRange(of: "://".unicodeScalars)?.upperBound : nil
  }

  /// `api.example.org`, `localhost:8080`, `{{baseUrl}}`.
  private static func isHost(_ text: Word) -> Bool {
    text.contains(where: \.properties.isAlphabetic) && text.contains { $0 == "." || $0 == ":" || $0 == "{" }
  }

  /// A word without the marks around it.
  private static func trimmed(_ word: Word) -> Word {
    var word = word.drop(while: opens)
    while let last = word.last, closes(last) || last == ")" && !word.contains("(") { word.removeLast() }
    return word
  }

  private static func opens(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "`", "\"", "'", "(", "[": true
    default: false
    }
  }

  private static func closes(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "`", "\"", "'", "]", ".", ":": true
    default: false
    }
  }
}

/// The properties of scalars, of ASCII without the tables of Unicode.
extension Unicode.Scalar {
  fileprivate var isBlank: Bool {
    switch self {
    case " ", "\t"..."\r": true
    default: !isASCII && properties.isWhitespace
    }
  }

  fileprivate var isNumeric: Bool { isASCII ? ("0"..."9").contains(self) : properties.numericType != nil }
}

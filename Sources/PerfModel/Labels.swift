/// Tags of a series in canonical form: sorted by name, one value a name.
public struct Labels: Sendable, Hashable, Comparable, ExpressibleByDictionaryLiteral {
  /// The pairs, ascending by name in Unicode scalar order.
  public let pairs: [Pair]

  /// One tag.
  public struct Pair: Sendable, Hashable, Comparable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }

    public static func < (a: Pair, b: Pair) -> Bool { (a.name, a.value) < (b.name, b.value) }
  }

  public static let none = Labels([])

  /// Of several pairs of one name the last counts, as in the tools that write them.
  public init(_ pairs: [Pair]) {
    guard pairs.count > 1 else {
      self.pairs = pairs
      return
    }
    let last = Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    self.pairs = last.map(Pair.init).sorted()
  }

  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map(Pair.init))
  }

  public var isEmpty: Bool { pairs.isEmpty }

  public subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

  public static func < (a: Labels, b: Labels) -> Bool { a.pairs.lexicographicallyPrecedes(b.pairs) }
}

import PerfModel

/// What is the same statement on both sides: the text without its constants, and the route it names.
struct QueryKey: Hashable, Comparable {
  let text: String
  let route: String?

  init(_ text: QueryText) {
    self.text = text.key
    route = text.route
  }

  static func < (a: QueryKey, b: QueryKey) -> Bool { (a.text, a.route ?? "") < (b.text, b.route ?? "") }
}

/// A piece of a phrase: a word, a number, a route, a sign.
struct Token {
  enum Kind {
    /// One part of a word that hyphens may join to the next; `key` is in lower case.
    case word
    case number(WrittenNumber)
    /// `/carts/{id}`, as written.
    case route
    case sign
  }

  let kind: Kind
  /// The word in lower case, the sign in its plain spelling ("≤" is "<="), a route as written.
  let key: String
  /// Where it stands among the phrase's scalars.
  let range: Range<Int>
  /// Nothing stands between it and the token before.
  let isAttached: Bool
  /// A hyphen joins it to the next word: "sign-in".
  var joinsNext = false

  func isSign(_ sign: String) -> Bool {
    if case .sign = kind { key == sign } else { false }
  }

  var isWord: Bool {
    if case .word = kind { true } else { false }
  }
}

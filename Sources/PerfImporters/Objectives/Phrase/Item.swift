import PerfModel
import PerfUnits

/// A part of a phrase that has a meaning of its own.
struct Item {
  enum Kind {
    case word(Meaning)
    case amount(Amount)
    /// A number that could be two different ones, or one with a unit that could be.
    case doubtful(String)
    /// A unit that stands alone: "(ms)", "Requests/second".
    case unit(Unit, counted: UnitWord.Counted?)
    /// `GET /api/feed`, `/login`.
    case endpoint(String)
    /// Words that the lexicon does not know.
    case name
    case colon
    case comma
    case dash
    case open
    case close
    /// A sign that targets do not have: a question mark, a brace, a currency, an arrow.
    case odd
  }

  var kind: Kind
  /// Which tokens it spans.
  let tokens: Range<Int>
}

extension Item {
  var meaning: Meaning? { if case .word(let meaning) = kind { meaning } else { nil } }
  var amount: Amount? { if case .amount(let amount) = kind { amount } else { nil } }

  var isFiller: Bool { if case .word(.filler) = kind { true } else { false } }
  var isName: Bool { if case .name = kind { true } else { false } }
  var isComma: Bool { if case .comma = kind { true } else { false } }
  var isOpen: Bool { if case .open = kind { true } else { false } }
  var isClose: Bool { if case .close = kind { true } else { false } }

  /// "users", "concurrent users".
  var isUsers: Bool {
    if case .word(.metric(.metric(.loadUsers))) = kind { true } else { false }
  }
}

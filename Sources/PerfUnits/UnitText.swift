/// A unit as people write it: `ms`, `MB/s`, `req/s`, `requests per minute`, `%`.
public enum UnitText {
  /// The unit of a text that holds a unit and nothing else, nil where it is none. "90 req/min" has `req/min`, which is 1/min.
  public static func read(_ text: String) -> Unit? {
    let words = text.split { " \t\u{A0}".contains($0) }
    var text = words.joined(separator: " ")
    if let per = words.firstIndex(where: { $0.lowercased() == "per" }), per > 0 {
      text = words[..<per].joined(separator: " ") + "/" + words[(per + 1)...].joined(separator: " ")
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
    switch parts.count {
    case 1: return single(parts[0])
    case 2: return UnitWord.per(parts[1]).flatMap { quotient(parts[0], $0) }
    default: return nil
    }
  }

  /// What counts or bytes become with a period: MB/s of MB and 1/s; nil for a time or a share.
  public static func rate(of unit: Unit, per frequency: Unit) -> Unit? {
    guard unit.dimension == .data else { return nil }
    let period = frequency.symbol.dropFirst(2)
    return Unit(symbol: unit.symbol + "/" + period, dimension: .dataRate, factor: unit.factor * frequency.factor)
  }

  private static func single(_ word: String) -> Unit? {
    if word == "%" { return .percent }
    switch UnitWord(word) {
    case .unit(let unit), .rate(let unit, of: _): return unit
    case .counted, nil: return nil
    }
  }

  private static func quotient(_ word: String, _ frequency: Unit) -> Unit? {
    if word.isEmpty { return frequency }
    switch UnitWord(word) {
    case .counted: return frequency
    case .unit(let unit): return rate(of: unit, per: frequency)
    case .rate, nil: return nil
    }
  }
}

import PerfModel
import PerfUnits

/// Reads the name of a load and how large it is: "Under normal load (400 req/s):", "Peak", "400 concurrent users".
enum ScenarioReader {
  static func read(_ text: PhraseTokens) -> LoadScenario? {
    var name: String?
    var words: [String] = []
    var users: Double?
    var rate: Double?
    var isLoad = false
    var namesUsers = false
    for item in ItemReader(text).items {
      switch item.kind {
      case .word(.scenario(let known)):
        guard name == nil || name == known else { return nil }
        name = known
      case .word(.load): isLoad = true
      case .amount(let amount) where isUsers(amount, namesUsers) && users == nil: users = amount.high
      case .amount(let amount) where amount.dimension == .frequency && rate == nil && !amount.isRange:
        rate = amount.unit?.toBase(amount.high)
      case .name:
        let word = text.text(item.tokens)
        if word.lowercased() == "scenario" || word.lowercased() == "scenarios" {
          isLoad = true
        } else {
          words.append(word)
        }
      case .word(.filler), .word(.generic), .word(.preposition), .word(.comparingPreposition), .word(.tier(.target)),
        .word(.supports), .word(.reference(.target)), .colon, .comma, .dash, .open, .close, .word(.and):
        continue
      default:
        // "Users: 400" and "Concurrent users (400)".
        guard item.isUsers else { return nil }
        isLoad = true
        namesUsers = true
      }
    }
    let hasAmount = users != nil || rate != nil
    if let name {
      return words.isEmpty || isLoad || hasAmount ? LoadScenario(name: name, users: users, rate: rate) : nil
    }
    if !words.isEmpty, words.count <= 4, isLoad || hasAmount {
      return LoadScenario(name: words.joined(separator: " ").lowercased(), users: users, rate: rate)
    }
    guard hasAmount else { return nil }
    let own = users.map { LoadName.text($0) + " users" } ?? rate.map { LoadName.text($0) + "/s" } ?? ""
    return LoadScenario(name: own, users: users, rate: rate)
  }

  /// "400 users", and 400 behind "Users:".
  private static func isUsers(_ amount: Amount, _ namesUsers: Bool) -> Bool {
    !amount.isRange && !amount.isMultiple && (amount.countsUsers || namesUsers && amount.unit == nil)
  }
}

/// How a load without a name is called.
enum LoadName {
  static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}

import PerfCapacity
import PerfDiagnostics
import PerfFormats
import PerfUnits

/// The sizes to plan for, as `capacity: tiers:` names them.
enum CapacityTiers {
  private static let example = "900 users, 3000 req/s, or {sessions: 1200/h, length: 5 min}"

  /// `Medium: 900 users`, `Sale: 3000 req/s`, `Campus: {sessions: 1200/h, length: 5 min}`, `Members: {registered: 50000, active: 2%}`.
  static func read(_ node: YAMLNode, of document: YAMLDocument) throws(Diagnostic) -> [Tier] {
    var tiers: [Tier] = []
    for member in try document.members(node, known: nil) {
      tiers.append(Tier(name: member.name, demand: try demand(member, of: document)))
    }
    return tiers
  }

  private static func demand(_ member: ConfigMember, of document: YAMLDocument) throws(Diagnostic) -> Tier.Demand {
    if case .mapping = member.value.value { return .users(try population(member, of: document)) }
    return try ConfigFields.value(
      member.value, of: document, member.name, "users or a rate", example: example
    ) { text in
      if let rate = ConfigFields.rate(text) { return .rate(rate) }
      return users(text).map { .users($0) }
    }
  }

  /// Users at the same time: of those who sign up, or come in an hour, only by how many there are at once or how long they stay.
  private static func population(_ member: ConfigMember, of document: YAMLDocument) throws(Diagnostic) -> Population {
    let fields = try ConfigFields(
      member.value, of: document, known: ["sessions", "length", "registered", "active"])
    if let rate = try fields.rate("sessions", example: "1200/h"), let length = try fields.time("length") {
      return rate * length
    }
    if let registered = try fields.value("registered", "a number of users", example: "50000", users),
      let active = try fields.share("active", example: "2%"), let users = registered.scaled(by: active)
    {
      return users
    }
    throw document.error(
      at: member.value, "how many users of \(member.name) are there at the same time is not said",
      hint: "{sessions: 1200/h, length: 5 min} or {registered: 50000, active: 2%}")
  }

  /// `900 users` or `900`.
  private static func users(_ text: String) -> Population? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let word = text.dropFirst(digits.count).filter { $0 != " " }
    guard ["", "user", "users"].contains(word), let count = Double(digits), count > 0 else { return nil }
    return Population(count)
  }
}

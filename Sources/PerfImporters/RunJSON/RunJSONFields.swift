import PerfDiagnostics
import PerfFormats
import PerfModel

/// The fields of one object of a `perfreport/run/1` document; what is required and missing, or of the wrong kind, is an error.
struct RunJSONFields {
  let document: JSONDocument
  let node: JSONNode

  func string(_ key: String) throws(Diagnostic) -> String {
    try document.string(document.member(key, of: node))
  }

  func optionalString(_ key: String) throws(Diagnostic) -> String? {
    guard let value = node[key] else { return nil }
    return try document.string(value)
  }

  func number(_ key: String) throws(Diagnostic) -> Double {
    try document.number(document.member(key, of: node))
  }

  func optionalNumber(_ key: String) throws(Diagnostic) -> Double? {
    guard let value = node[key] else { return nil }
    return try document.number(value)
  }

  /// A whole number that is not negative.
  func optionalCount(_ key: String) throws(Diagnostic) -> Int? {
    guard let value = node[key] else { return nil }
    let count = try document.integer(value)
    guard count >= 0 else { throw invalid(key, "0 or more") }
    return count
  }

  func optionalBool(_ key: String) throws(Diagnostic) -> Bool? {
    guard let value = node[key] else { return nil }
    return try document.bool(value)
  }

  /// The elements of an array, none where it is absent.
  func elements(_ key: String) throws(Diagnostic) -> [JSONNode] {
    guard let value = node[key] else { return [] }
    return try document.elements(of: value)
  }

  /// The members of an object, none where it is absent.
  func members(_ key: String) throws(Diagnostic) -> [JSONMember] {
    guard let value = node[key] else { return [] }
    return try document.members(of: value)
  }

  /// An object of strings.
  func strings(_ key: String) throws(Diagnostic) -> [String: String] {
    var strings: [String: String] = [:]
    for member in try members(key) { strings[member.key] = try document.string(member.node) }
    return strings
  }

  /// One of the words of a closed set.
  func oneOf<Word>(_ key: String, _ word: (String) -> Word?, names: [String]) throws(Diagnostic) -> Word {
    guard let found = word(try string(key)) else { throw invalid(key, names.joined(separator: ", ")) }
    return found
  }

  /// Metric, endpoint and labels.
  func seriesKey() throws(Diagnostic) -> SeriesKey {
    SeriesKey(
      MetricID(rawValue: try string("metric")), endpoint: try optionalString("endpoint"),
      labels: Labels(try strings("labels").map(Labels.Pair.init).sorted()))
  }

  /// The error that a key's value is not as the schema wants it.
  func invalid(_ key: String, _ expected: String) -> Diagnostic {
    document.error(
      at: node[key] ?? node, id: .runInvalid, message: "\"\(key)\" has to be \(expected)",
      hint: "perfreport schema run prints what a run may hold")
  }
}

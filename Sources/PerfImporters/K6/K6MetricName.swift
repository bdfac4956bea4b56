import PerfModel

/// The name of a metric or sub-metric, read as k6 reads it and made canonical: the file keeps the spelling of the script, and
/// `{name:X}` and `{ name: 'X' }` are one series.
struct K6MetricName: Hashable {
  /// The metric: `http_req_duration`.
  let base: String
  /// What the tags `name`, `method` and `url` say of the endpoint.
  let endpoint: String?
  /// The other tags.
  let labels: Labels

  /// Reads `metric{tag:value,...}`. What does not end in a brace is a name as a whole, as k6 has it.
  init(_ text: String) {
    guard let open = text.firstIndex(of: "{"), text.last == "}" else {
      self.init(base: text, tags: [:])
      return
    }
    let body = text[text.index(after: open)..<text.index(before: text.endIndex)]
    var tags: [String: String] = [:]
    for part in body.split(separator: ",") {
      let pair = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      tags[Self.trim(pair[0])] = pair.count == 2 ? Self.trim(pair[1]) : ""
    }
    self.init(base: String(text[..<open]), tags: tags)
  }

  private init(base: String, tags: [String: String]) {
    self.base = base
    var tags = tags
    endpoint = Self.takeEndpoint(from: &tags)
    labels = Labels(tags.map(Labels.Pair.init).sorted())
  }

  private init(base: String, endpoint: String?, labels: Labels) {
    self.base = base
    self.endpoint = endpoint
    self.labels = labels
  }

  /// Whether the name is a metric's own, without tags.
  var isWhole: Bool { endpoint == nil && labels.isEmpty }

  /// The series of another metric with the same tags.
  func with(base: String) -> K6MetricName { K6MetricName(base: base, endpoint: endpoint, labels: labels) }

  /// The same series without one tag, and that tag's value; nil where it has no such tag.
  func splitting(tag: String) -> (rest: K6MetricName, value: String)? {
    guard let value = labels[tag] else { return nil }
    let others = Labels(labels.pairs.filter { $0.name != tag })
    return (K6MetricName(base: base, endpoint: endpoint, labels: others), value)
  }

  /// Takes the tags that name an endpoint: `name` with `method` in front where it is a route, else `url`.
  private static func takeEndpoint(from tags: inout [String: String]) -> String? {
    // A blank name names nothing; it stays a tag, so that the series is not taken for the whole run.
    guard let name = tags["name"], !name.isEmpty else { return tags.removeValue(forKey: "url") }
    tags["name"] = nil
    guard name.hasPrefix("/"), let method = tags.removeValue(forKey: "method") else { return name }
    return "\(method) \(name)"
  }

  /// k6 trims spaces and then any quotes (`metrics/metric.go`, `AddSubmetric`).
  private static func trim(_ text: Substring) -> String {
    func trimmed(_ text: Substring, _ isTrimmed: (Character) -> Bool) -> Substring {
      var rest = text.drop(while: isTrimmed)
      while let last = rest.last, isTrimmed(last) { rest.removeLast() }
      return rest
    }
    return String(trimmed(trimmed(text, \.isWhitespace)) { $0 == "\"" || $0 == "'" })
  }
}

import PerfModel

/// The tags of a point that say which request or check it is of.
struct K6Tags: Hashable {
  var name: String?
  var method: String?
  var url: String?
  var status: String?
  var error: String?
  var scenario: String?
  var group: String?
  var expectedResponse: String?
  var check: String?

  /// Takes a tag; those that say nothing of requests and checks are passed over.
  mutating func take(_ key: String, _ value: String) {
    switch key {
    case "name": name = value
    case "method": method = value
    case "url": url = value
    case "status": status = value
    case "error": error = value
    case "scenario": scenario = value
    case "group": group = value
    case "expected_response": expectedResponse = value
    case "check": check = value
    default: break
    }
  }

  /// What the request is counted under.
  var requestKey: RequestKey {
    RequestKey(
      endpoint: endpoint, status: present(status), error: present(error), scenario: present(scenario), stage: stage,
      isExpected: expectedResponse == "true" ? true : expectedResponse == "false" ? false : nil)
  }

  /// Groups and name of the check, as in the summaries: `::a::b` and `c` are `a::b::c`.
  var checkPath: String? {
    guard let check = present(check) else { return nil }
    guard let group = present(group) else { return check }
    return (group.hasPrefix("::") ? String(group.dropFirst(2)) : group) + "::" + check
  }

  /// As `K6MetricName` has it, but that of a raw URL only the route counts.
  private var endpoint: String? {
    guard let text = present(name) ?? present(url) else { return nil }
    let bytes = K6Endpoint.bytes(name: Array(text.utf8), method: Array((method ?? "").utf8))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// k6 runs `setup()` and `teardown()` in groups of their own.
  private var stage: RequestKey.Stage {
    guard let group else { return .load }
    if group == "::setup" || group.hasPrefix("::setup::") { return .setup }
    return group == "::teardown" || group.hasPrefix("::teardown::") ? .teardown : .load
  }

  /// k6's CSV has every tag as a column, and those that a point lacks are empty.
  private func present(_ text: String?) -> String? { text?.isEmpty == false ? text : nil }
}

/// The endpoint of a request.
enum K6Endpoint {
  /// From the tag `name`, which is the URL where a script sets none, and the tag `method`, which may be empty.
  static func bytes(name: [UInt8], method: [UInt8]) -> [UInt8] {
    var endpoint: [UInt8] = []
    append(name: name.span.bytes, method: method.span.bytes, to: &endpoint)
    return endpoint
  }

  static func append(name: RawSpan, method: RawSpan, to endpoint: inout [UInt8]) {
    let isURL = RouteName.isURL(name)
    if method.byteCount > 0, isURL || name.byteCount > 0 && name.byte(at: 0) == UInt8(ascii: "/") {
      method.withUnsafeBytes { endpoint.append(contentsOf: $0) }
      endpoint.append(UInt8(ascii: " "))
    }
    if isURL {
      RouteName.append(routeOf: name, to: &endpoint)
    } else {
      name.withUnsafeBytes { endpoint.append(contentsOf: $0) }
    }
  }
}

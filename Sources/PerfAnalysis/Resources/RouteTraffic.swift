import PerfModel
public import PerfStats

/// What the service itself counted of one of its routes between the first and the last time that it was asked.
public struct RouteTraffic: Sendable, Hashable {
  /// `GET /api/courses/:id`: as series of load tests are called.
  public let endpoint: String
  /// All requests.
  public let requests: Double
  /// Those that were answered with a status of 2xx, nil where the service does not tell statuses apart.
  public let successful: Double?
  /// Seconds, of the successful ones where they are known, else of all; nil where the service does not measure.
  public let totalTime: Double?
  /// Of the same requests.
  public let buckets: [BucketQuantile.Bucket]

  /// The requests that calls and seconds are to be divided by.
  public var denominator: Double { successful ?? requests }

  /// The mean duration in seconds, exact.
  public var meanDuration: Double? {
    guard let totalTime, denominator > 0 else { return nil }
    return totalTime / denominator
  }

  /// The seconds between which a quantile of the duration surely lies, the high one infinite above the last bucket; nil where the service
  /// keeps no histogram.
  public func durationBounds(quantile p: Double) -> (low: Double, high: Double)? {
    BucketQuantile(p, of: buckets).map { ($0.low, $0.high) }
  }

  /// The routes of a side by name, from the histogram, summary or counter of requests that counted most of them.
  public static func routes(_ growth: MetricGrowth) -> [RouteTraffic] {
    let candidates = growth.kinds.compactMap { name, kind -> (RouteFamily, [RouteTraffic])? in
      guard let family = RouteFamily(name, kind) else { return nil }
      let routes = family.routes(growth)
      return routes.isEmpty ? nil : (family, routes)
    }
    // Of those that measure, the one that saw the most; one that only counts stands back.
    let best = candidates.max { a, b in
      let (x, y) = (a.1.reduce(0) { $0 + $1.requests }, b.1.reduce(0) { $0 + $1.requests })
      return (a.0.isTimed ? 1 : 0, x, b.0.name) < (b.0.isTimed ? 1 : 0, y, a.0.name)
    }
    return best?.1 ?? []
  }
}

/// A family of requests by route, whichever words its exporter has for that.
struct RouteFamily {
  let name: String
  let isTimed: Bool
  private let kind: MetricFamily.Kind
  /// Seconds in one unit of its sum and bounds.
  private let unit: Double

  static let routeLabels = ["route", "http_route", "endpoint", "handler", "uri", "path", "url", "http_target", "view"]
  static let methodLabels = ["method", "http_method", "http_request_method", "verb"]
  static let statusLabels = [
    "status", "status_code", "code", "http_status_code", "http_response_status_code", "http_status",
  ]

  /// Nil for what is no family of requests that were served.
  init?(_ name: String, _ kind: MetricFamily.Kind) {
    guard name.contains("request"), !name.contains("client"), !name.contains("size"), !name.contains("bytes") else {
      return nil
    }
    switch kind {
    case .counter:
      guard !name.contains("duration"), !name.contains("seconds") else { return nil }
      isTimed = false
    case .histogram, .summary:
      guard name.contains("seconds") || name.contains("duration") || name.contains("latency") else { return nil }
      isTimed = true
    case .gauge, .gaugehistogram, .info, .stateset, .unknown: return nil
    }
    self.name = name
    self.kind = kind
    unit = name.hasSuffix("milliseconds") || name.hasSuffix("_ms") ? 1e-3 : name.hasSuffix("microseconds") ? 1e-6 : 1
  }

  /// The routes that grew, by name.
  func routes(_ growth: MetricGrowth) -> [RouteTraffic] {
    let count = kind == .counter ? name + "_total" : name + "_count"
    var tallies: [String: Tally] = [:]
    for (labels, requests) in growth.series(count) {
      guard let endpoint = Self.endpoint(labels) else { continue }
      tallies[endpoint, default: Tally()].add(requests, status: Self.first(Self.statusLabels, labels))
    }
    guard isTimed else { return tallies.sorted { $0.key < $1.key }.map { $1.traffic($0, unit: unit) } }
    for (labels, time) in growth.series(name + "_sum") {
      guard let endpoint = Self.endpoint(labels) else { continue }
      tallies[endpoint]?.add(time: time, status: Self.first(Self.statusLabels, labels))
    }
    for (labels, count) in growth.series(name + "_bucket") {
      guard let endpoint = Self.endpoint(labels), let bound = labels["le"].flatMap(Self.bound) else { continue }
      tallies[endpoint]?.add(count, upTo: bound, status: Self.first(Self.statusLabels, labels))
    }
    return tallies.sorted { $0.key < $1.key }.map { $1.traffic($0, unit: unit) }
  }

  /// `GET /api/courses/:id`; nil where no label names a route.
  private static func endpoint(_ labels: Labels) -> String? {
    guard let route = first(routeLabels, labels) else { return nil }
    guard let method = first(methodLabels, labels), !route.hasPrefix(method + " ") else { return route }
    return method + " " + route
  }

  private static func first(_ names: [String], _ labels: Labels) -> String? {
    names.lazy.compactMap { labels[$0] }.first { !$0.isEmpty }
  }

  private static func bound(_ text: String) -> Double? { text == "+Inf" ? .infinity : Double(text) }

  /// What is added up for a route.
  private struct Tally {
    private var all = Part()
    private var good = Part()
    private var knowsStatus = true

    private struct Part {
      var requests = 0.0
      var time: Double?
      var buckets: [Double: Double] = [:]
    }

    private static func isGood(_ status: String?) -> Bool { status?.hasPrefix("2") ?? false }

    mutating func add(_ requests: Double, status: String?) {
      all.requests += requests
      if status == nil { knowsStatus = false }
      if Self.isGood(status) { good.requests += requests }
    }

    mutating func add(time: Double, status: String?) {
      all.time = (all.time ?? 0) + time
      if Self.isGood(status) { good.time = (good.time ?? 0) + time }
    }

    mutating func add(_ count: Double, upTo bound: Double, status: String?) {
      all.buckets[bound, default: 0] += count
      if Self.isGood(status) { good.buckets[bound, default: 0] += count }
    }

    func traffic(_ endpoint: String, unit: Double) -> RouteTraffic {
      let part = knowsStatus ? good : all
      return RouteTraffic(
        endpoint: endpoint, requests: all.requests, successful: knowsStatus ? good.requests : nil,
        totalTime: part.time.map { $0 * unit },
        buckets: part.buckets.map { BucketQuantile.Bucket(upperBound: $0 * unit, count: $1) }
          .sorted { $0.upperBound < $1.upperBound })
    }
  }
}

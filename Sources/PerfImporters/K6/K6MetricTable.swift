import PerfModel

/// The metrics that k6 itself emits: what they are in the catalogue, and what they contain where a file does not say.
enum K6MetricTable {
  /// The catalogue's metric for a k6 metric of an instrument, or the tool's own under `custom.`.
  ///
  /// A script may define a metric of a built-in name with another type; that is another metric.
  static func metric(_ name: String, _ instrument: Instrument, containing contents: K6Contents) -> Metric {
    if let id = catalogued[name], let metric = MetricCatalogue.metric(id), metric.instrument == instrument {
      return metric
    }
    return .custom(name, unit: contents.baseUnit, instrument: instrument)
  }

  /// The rate that the catalogue holds beside a counter.
  static func rate(ofCounter name: String) -> Metric? { rates[name].flatMap(MetricCatalogue.metric) }

  /// What a built-in metric contains; a custom metric's contents are in the file or unknown.
  static func contents(ofBuiltIn name: String) -> K6Contents {
    if times.contains(name) { return .time }
    return dataVolumes.contains(name) ? .data : .plain
  }

  /// Whether k6 emits the metric once for each HTTP request, together with `http_reqs`.
  static func isPerRequest(_ name: String) -> Bool { name.hasPrefix("http_req_") }

  /// Whether a metric of this name is k6's own.
  static func isBuiltIn(_ name: String) -> Bool {
    catalogued[name] != nil || times.contains(name) || dataVolumes.contains(name)
  }

  private static let catalogued: [String: MetricID] = [
    "http_req_duration": .requestDuration, "http_req_waiting": .requestWaiting,
    "http_req_connecting": .requestConnecting, "http_req_tls_handshaking": .requestTLS,
    "http_req_blocked": .requestBlocked, "http_req_sending": .requestSending,
    "http_req_receiving": .requestReceiving, "http_reqs": .requestCount, "http_req_failed": .requestErrorRatio,
    "iteration_duration": .iterationDuration, "iterations": .iterationCount,
    "dropped_iterations": .iterationDropped, "checks": .checkPassRatio, "data_received": .dataReceived,
    "data_sent": .dataSent, "vus": .loadUsers, "vus_max": .loadUsersMax,
  ]

  private static let rates: [String: MetricID] = [
    "http_reqs": .requestRate, "iterations": .iterationRate, "data_received": .dataReceivedRate,
    "data_sent": .dataSentRate,
  ]

  private static let times: Set<String> = [
    "http_req_duration", "http_req_waiting", "http_req_connecting", "http_req_tls_handshaking", "http_req_blocked",
    "http_req_sending", "http_req_receiving", "iteration_duration", "group_duration", "grpc_req_duration",
    "ws_connecting", "ws_session_duration", "ws_ping",
    "browser_http_req_duration", "browser_web_vital_fcp", "browser_web_vital_fid", "browser_web_vital_inp",
    "browser_web_vital_lcp", "browser_web_vital_ttfb",
  ]

  private static let dataVolumes: Set<String> = [
    "data_received", "data_sent", "browser_data_received", "browser_data_sent",
  ]
}

import Foundation
import PerfFormats
import PerfModel
import PerfUnits
import TestCorpus
import Testing

/// A small reader of k6's NDJSON, so that the tests of this room do not depend on the importer.
enum RawK6 {
  private struct Point: Decodable {
    let metric: String
    let data: Body

    struct Body: Decodable {
      let time: String
      let value: Double
      let tags: [String: String]?
    }
  }

  /// The run of a recorded case.
  static func run(_ name: String) throws -> Run {
    var source = try ByteSource.bytes(
      try #require(TestCorpus.bytes("loadtest/k6/\(name)/raw.json.gz")), name: name)
    var recorder = RunRecorder(unit: .milliseconds)
    var builder = RunBuilder(label: name, tool: "k6", format: "k6-json")
    let decoder = JSONDecoder()
    var mostUsers = 0.0
    let lines = try source.readAll().split(separator: UInt8(ascii: "\n"))
    let wanted = ["http_req_duration", "http_req_failed", "vus", "vus_max"].map {
      Array("{\"metric\":\"\($0)\",\"type\":\"Point\"".utf8)
    }
    for line in lines where wanted.contains(where: line.starts(with:)) {
      let point = try decoder.decode(Point.self, from: Data(line))
      let time = try nanoseconds(point.data.time)
      switch point.metric {
      case "http_req_duration":
        let slot = recorder.slot(for: key(point.data.tags ?? [:]))
        recorder.addRequest(slot, end: time, duration: point.data.value)
      case "http_req_failed":
        let slot = recorder.slot(for: key(point.data.tags ?? [:]))
        recorder.addOutcome(slot, end: time, isFailed: point.data.value != 0)
      case "vus": recorder.addUsers(point.data.value, at: time)
      default: mostUsers = max(mostUsers, point.data.value)
      }
    }
    if let metric = MetricCatalogue.metric(.loadUsersMax) {
      builder.addGauge(metric, last: mostUsers, minimum: mostUsers, maximum: mostUsers, in: .one)
    }
    recorder.tell(&builder)
    return try #require(builder.finish().first)
  }

  private static func key(_ tags: [String: String]) -> RequestKey {
    let stage: RequestKey.Stage =
      switch tags["group"] {
      case "::setup": .setup
      case "::teardown": .teardown
      default: .load
      }
    return RequestKey(
      endpoint: tags["name"], status: tags["status"], stage: stage, isExpected: tags["expected_response"] == "true")
  }

  /// `2026-11-21T03:54:01.654389075Z`, exactly.
  private static func nanoseconds(_ text: String) throws -> Int64 {
    let parts = text.dropLast().split(separator: ".")
    let seconds = try #require(try? Date(String(parts[0]) + "Z", strategy: .iso8601)).timeIntervalSince1970
    let fraction = parts.count > 1 ? String(parts[1]).padding(toLength: 9, withPad: "0", startingAt: 0) : "0"
    return Int64(seconds) * 1_000_000_000 + (Int64(fraction) ?? 0)
  }
}

import PerfImporters
import PerfModel
import PerfStats
import TestCorpus
import Testing

/// `rate()`, `increase()` and quantiles of them over windows whose edges no scrape hits, against what Prometheus 2.42 answered from the same
/// scrapes, which came every 2 s.
///
/// Of the side after and of other series it kept no scrapes, so that those of its answers cannot be computed again.
@Suite(.enabled(if: TestCorpus.isPresent))
struct PromQLWindowTests {
  private static let folder = "profiles/prometheus/api"
  /// The last moment of the side before.
  private static let end = 1_795_232_507.0

  private struct Sample {
    let labels: [String: String]
    let points: [(seconds: Double, value: Double)]

    init(_ row: Oracle) throws {
      let metric = row["metric"]
      labels = Dictionary(uniqueKeysWithValues: metric.keys.map { ($0, metric[$0].string ?? "") })
      points = try (row["values"].array ?? [row["value"]]).map { pair in
        let parts = try #require(pair.array)
        let text = try #require(parts[1].string)
        return (try #require(parts[0].number), try #require(Double(text)))
      }
    }
  }

  private static func answer(_ name: String) throws -> [Sample] {
    let rows = Oracle.file(name, in: folder)["data"]["result"].array
    return try #require(rows).map(Sample.init)
  }

  private struct Series {
    let labels: Labels
    let points: [(time: Int64, value: Double)]

    func increase(_ window: Double, until end: Double) -> ExtrapolatedIncrease? {
      let last = Int64((end * 1e9).rounded())
      return ExtrapolatedIncrease(points, in: last - Int64(window * 1e9)...last)
    }
  }

  /// The buckets of the side before as they were scraped.
  private static func buckets() throws -> [Series] {
    let spec = InputSpec(argument: TestCorpus.path(folder + "/query.matrix_bucket_60s_before.json"))
    let run = try #require(RunLoader().load([spec]).evidence.first)
    let series = run.scrapes.flatMap(\.families).flatMap(\.series)
    #expect(series.count == 84)
    return try series.map {
      Series(labels: $0.labels, points: try $0.points.map { (try #require($0.time), $0.value) })
    }
  }

  private static func matches(_ labels: Labels, _ wanted: [String: String]) -> Bool {
    wanted.allSatisfy { labels[$0.key] == $0.value }
  }

  private static func quantile(_ p: Double, _ sums: [String: Double]) -> Double? {
    let buckets = sums.compactMap { bound, count in
      Double(bound == "+Inf" ? "inf" : bound).map { BucketQuantile.Bucket(upperBound: $0, count: count) }
    }
    return BucketQuantile(p, of: buckets)?.value
  }

  @Test("quantiles of rates over 40 s and 20 s", arguments: ["0.5", "0.9", "0.95", "0.99"])
  func quantiles(p: String) throws {
    let buckets = try Self.buckets()
    var checked = 0
    for (file, window) in [("query.hq_\(p)_rate40s_before.json", 40.0), ("query_range.hq_\(p).json", 20)] {
      for sample in try Self.answer(file) {
        for point in sample.points where point.seconds <= Self.end {
          var rates: [String: Double] = [:]
          for series in buckets where Self.matches(series.labels, sample.labels) {
            guard let rate = series.increase(window, until: point.seconds)?.rate else { continue }
            rates[series.labels["le"] ?? "", default: 0] += rate
          }
          let found = Self.quantile(try #require(Double(p)), rates)
          #expect(agree(found, point.value, relative: 1e-9), "\(file) \(sample.labels) at \(point.seconds)")
          checked += 1
        }
      }
    }
    // Four endpoints: once over 40 s, and every 5 s over 20 s.
    #expect(checked == 4 + 4 * 11)
  }

  @Test("quantiles of all that was counted until a moment", arguments: ["0.5", "0.9", "0.95", "0.99"])
  func cumulative(p: String) throws {
    let buckets = try Self.buckets()
    let samples = try Self.answer("query.hq_\(p)_raw_before.json")
    #expect(samples.count == 4)
    for sample in samples {
      var sums: [String: Double] = [:]
      for series in buckets where Self.matches(series.labels, sample.labels) {
        sums[series.labels["le"] ?? "", default: 0] += series.points.last?.value ?? 0
      }
      #expect(agree(Self.quantile(try #require(Double(p)), sums), sample.points[0].value, relative: 1e-9))
    }
  }

  @Test("requests in a second, by endpoint and status, over 20 s")
  func rates() throws {
    let counts = try Self.buckets().filter { $0.labels["le"] == "+Inf" }
    var checked = 0
    for sample in try Self.answer("query_range.rps.json") {
      for point in sample.points where point.seconds <= Self.end {
        let series = counts.filter { Self.matches($0.labels, sample.labels) }
        let rate = series.compactMap { $0.increase(20, until: point.seconds)?.rate }.reduce(0, +)
        #expect(agree(rate, point.value, relative: 1e-9), "\(sample.labels) at \(point.seconds)")
        checked += 1
      }
    }
    #expect(checked > 60)
  }

  @Test("the share of requests that failed, over 20 s")
  func errors() throws {
    let counts = try Self.buckets().filter { $0.labels["le"] == "+Inf" }
    for point in try #require(Self.answer("query_range.error_ratio.json").first).points where point.seconds <= Self.end
    {
      func rate(_ series: [Series]) -> Double {
        series.compactMap { $0.increase(20, until: point.seconds)?.rate }.reduce(0, +)
      }
      let failed = counts.filter { $0.labels["status"]?.hasPrefix("5") ?? false }
      #expect(agree(rate(failed) / rate(counts), point.value, relative: 1e-9))
    }
  }

  @Test("increase() of every counter over 3 min, in which the service was restarted once")
  func increase() throws {
    let counts = try Self.buckets().filter { $0.labels["le"] == "+Inf" }
    let later = try Self.answer("query_range.raw_requests_total.json")
    let samples = try Self.answer("query.increase_all.json")
    #expect(samples.count == 7)
    for sample in samples {
      let before = try #require(counts.first { Self.matches($0.labels, sample.labels) })
      let after = try #require(later.first { $0.labels.filter { $0.key != "__name__" } == sample.labels })
      // What was asked for every 5 s is of the last scrape; they came at 53.946 s, 55.946 s and so on.
      let points = after.points.filter { $0.seconds > Self.end }.map { point -> (time: Int64, value: Double) in
        let scrapes = ((point.seconds - 1_795_232_453.946) / 2).rounded(.down)
        return (1_795_232_453_946_000_000 + Int64(scrapes) * 2_000_000_000, point.value)
      }
      let end = sample.points[0].seconds
      // The last scrape before the end, of which the counters rested.
      let last = points.last.map { [(time: Int64(1_795_232_563_946_000_000), value: $0.value)] } ?? []
      let found = Series(labels: before.labels, points: before.points + points + last).increase(180, until: end)
      #expect(agree(found?.total, sample.points[0].value, relative: 1e-9), "\(sample.labels)")
    }
  }

  @Test("restarts until every moment of the capture")
  func resets() throws {
    let sample = try #require(Self.answer("query_range.resets.json").first)
    let readings = try #require(
      Self.answer("query_range.raw_requests_total.json").first { row in
        ["endpoint", "status"].allSatisfy { row.labels[$0] == sample.labels[$0] }
      })
    for point in sample.points {
      let values = readings.points.filter { $0.seconds <= point.seconds }.map(\.value)
      #expect(Double(CounterIncrease(values)?.resets ?? 0) == point.value)
    }
  }
}

import PerfDiagnostics
import PerfModel
import PerfUnits
import Testing

/// Shards of which only figures are known, as of summaries.
struct ShardFiguresTests {
  private func shard(
    _ label: String = "a", start: Int64? = 0, seconds: Double? = 10, _ tell: (inout RunBuilder) -> Void
  ) -> Run {
    var builder = RunBuilder(label: label, tool: "k6", format: "k6-summary-export")
    if let start { builder.setStart(Timestamp(millisecondsSinceEpoch: start)) }
    if let seconds { builder.setDuration(seconds, .seconds) }
    tell(&builder)
    return builder.finish()[0]
  }

  private func metric(_ id: MetricID) -> Metric {
    MetricCatalogue.metric(id) ?? .custom(id.rawValue, unit: .one, instrument: .gauge)
  }

  private func durations(_ count: Int, _ statistics: [Statistic: Double]) -> Run {
    shard {
      $0.addDistribution(
        metric(.requestDuration), count: count, statistics: statistics, in: .seconds, method: .linear)
    }
  }

  @Test func publishedQuantilesAreLeftOutWithAWord() throws {
    let merged = Shards.merge([
      durations(100, [.mean: 1, .minimum: 0.5, .maximum: 3, .median: 0.75, .quantile(0.95): 2]),
      durations(300, [.mean: 3, .minimum: 0.25, .maximum: 4, .median: 2, .quantile(0.95): 3.5]),
    ])
    let series = try #require(merged[SeriesKey(.requestDuration)])
    // 100·1 + 300·3 = 1000 seconds of 400 requests.
    #expect(series[.mean] == 2.5)
    #expect(series[.minimum] == 0.25)
    #expect(series[.maximum] == 4)
    #expect(series[.median] == nil)
    #expect(series[.quantile(0.95)] == nil)
    let finding = try #require(merged.diagnostics.first)
    #expect(finding.id.rawValue == "shards-left-out")
    #expect(finding.message.contains("request.duration") && finding.hint?.contains("record every request") == true)
    // A third does not bring them back.
    #expect(Shards.merge([merged, durations(10, [.median: 1])])[SeriesKey(.requestDuration)]?[.median] == nil)
  }

  @Test func aShardThatCountedNothingChangesNothing() {
    let one = durations(100, [.mean: 1, .median: 0.75])
    let none = shard { $0.addNoData(metric(.requestDuration)) }
    #expect(Shards.merge([one, none]).series == one.series)
  }

  @Test func countsAddAndRatesFollow() {
    func counts(_ count: Double, start: Int64) -> Run {
      shard(start: start) {
        $0.addCounter(metric(.requestCount), count, in: .one)
        $0.addScalar(metric(.requestRate), count / 10, in: .perSecond)
        $0.addRatio(metric(.requestErrorRatio), events: 1, of: Int(count))
      }
    }
    // 0…10 s and 6…16 s.
    let merged = Shards.merge([counts(100, start: 0), counts(60, start: 6000)])
    #expect(merged.duration == 16)
    #expect(merged[SeriesKey(.requestCount)]?[.value] == 160)
    #expect(merged[SeriesKey(.requestRate)]?[.value] == 10)
    #expect(merged[SeriesKey(.requestErrorRatio)]?.content == Ratio(events: 2, of: 160).map { .ratio($0) })
  }

  @Test func withoutTimesThereAreNoRates() {
    let shards = [10.0, 20].map { count in
      shard(start: nil, seconds: nil) {
        $0.addCounter(metric(.requestCount), count, in: .one)
        $0.addScalar(metric(.requestRate), count, in: .perSecond)
        $0.addRatio(metric(.requestErrorRatio), value: 0.5, in: .one)
      }
    }
    let merged = Shards.merge(shards)
    #expect(merged.series.map(\.key.metric) == [.requestCount])
    #expect(merged.diagnostics.count == 2)
  }

  @Test func levelsOfTheLoadAddAndOthersAreTheLatest() {
    func levels(_ users: Double, pods: Double, start: Int64) -> Run {
      shard(start: start) {
        $0.addGauge(metric(.loadUsersMax), last: users, minimum: users, maximum: users, in: .one)
        $0.addGauge(
          .custom("pods", unit: .one, instrument: .gauge), last: pods, minimum: pods - 1, maximum: pods + 1, in: .one)
      }
    }
    let merged = Shards.merge([levels(5, pods: 9, start: 0), levels(7, pods: 3, start: 1)])
    #expect(merged[SeriesKey(.loadUsersMax)]?.content == .gauge(Gauge(last: 12, minimum: nil, maximum: 12)))
    let pods = merged[SeriesKey(MetricID(rawValue: "custom.pods"))]
    #expect(pods?.content == .gauge(Gauge(last: 3, minimum: 2, maximum: 10)))
  }

  @Test func whatTheShardsSayOfThemselvesIsJoined() {
    func described(_ label: String, version: String, commit: String, met: Bool) -> Run {
      shard(label) {
        $0.setToolVersion(version)
        $0.setContext("commit", commit)
        $0.addObjective(
          DeclaredObjective(series: SeriesKey(.requestDuration), expression: "p(95)<1", metAccordingToTool: met))
      }
    }
    let shards = [
      described("b", version: "2", commit: "x", met: true), described("a", version: "1", commit: "x", met: true),
      described("c", version: "2", commit: "y", met: false),
    ]
    let merged = Shards.merge(shards)
    #expect(merged.label == "a")
    #expect(merged.toolVersion == "1 | 2")
    #expect(merged.context == ["commit": "x | y"])
    #expect(merged.declaredObjectives.map(\.metAccordingToTool) == [nil])
    #expect(Shards.merge([Shards.merge([shards[2], shards[0]]), shards[1]]) == merged)
  }
}

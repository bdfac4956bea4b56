public import PerfModel
import PerfUnits

/// `perfreport/run/1` (docs/json.md): runs as they are, except that of single values only their sketch and their exact statistics are
/// written.
public enum RunJSON {
  public static func text(_ runs: [Run]) -> String {
    JSONWriter.document { writer in
      writer.member("schema", SchemaCatalogue.run)
      writer.array("runs", runs) { writer, run in writer.element { self.run(run, &$0) } }
    }
  }

  private static func run(_ run: Run, _ writer: inout JSONWriter) {
    writer.member("label", run.label)
    writer.member("tool", run.tool)
    writer.member("toolVersion", run.toolVersion)
    writer.member("format", run.format)
    writer.member("startedAt", run.startedAt?.rfc3339)
    writer.member("duration", run.duration)
    writer.files(run.files)
    writer.object("context") { writer in
      for (name, value) in run.context.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
    }
    writer.array("series", run.series) { writer, series in writer.element { self.series(series, &$0) } }
    writer.member("origin", run.origin.map(NanosecondTime.rfc3339))
    writer.pair("loadWindow", run.loadWindow.map { ($0.lowerBound, $0.upperBound) })
    timelines(run.timelines, &writer)
    writer.array("declaredObjectives", run.declaredObjectives) { writer, objective in
      writer.element {
        $0.series(objective.series)
        $0.member("expression", objective.expression)
        $0.member("met", objective.metAccordingToTool)
      }
    }
    writer.emptyArray("profiles")
    writer.diagnostics(run.diagnostics, withExcerpts: true)
  }

  private static func series(_ series: Series, _ writer: inout JSONWriter) {
    writer.series(series.key)
    writer.member("unit", series.metric.unit.symbol)
    writer.member("instrument", series.metric.instrument.rawValue)
    writer.member("direction", series.metric.direction.rawValue)
    writer.member("basis", basis(series.content))
    switch series.content {
    case .distribution(let distribution):
      writer.member("count", distribution.count)
      statistics(distribution.statistics.map { ($0, distribution[$0]) }, &writer)
      writer.member("value", nil as Double?)
      writer.member("quantileMethod", distribution.method.rawValue)
      if let resolution = distribution.resolution { writer.member("resolution", resolution) }
      if let parts = distribution.sketchParts { sketch(parts, &writer) }
    case .gauge(let gauge):
      scalar(gauge.last, [(.minimum, gauge.minimum), (.maximum, gauge.maximum)], &writer)
    case .counter(let value), .scalar(let value): scalar(value, [], &writer)
    case .ratio(let ratio):
      scalar(ratio.value, [], &writer)
      writer.member("events", ratio.events)
      writer.member("total", ratio.total)
    case .noData: scalar(nil, [], &writer)
    }
  }

  private static func sketch(_ parts: SketchParts, _ writer: inout JSONWriter) {
    writer.inlineObject("sketch") { writer in
      writer.member("min", parts.minimum)
      writer.member("max", parts.maximum)
      writer.numbers("sum", parts.sumParts)
      writer.member("firstKey", parts.firstKey)
      writer.numbers("gaps", parts.gaps)
      writer.numbers("counts", parts.counts)
    }
  }

  private static func timelines(_ timelines: [Timeline], _ writer: inout JSONWriter) {
    let bins = timelines.lazy.flatMap { timeline in timeline.bins.lazy.map { (timeline.endpoint, $0) } }
    writer.array("timeline", bins) { writer, item in
      let (endpoint, bin) = item
      writer.inlineElement {
        $0.member("at", bin.at)
        $0.member("length", bin.length)
        $0.member("endpoint", endpoint)
        $0.member("count", bin.count)
        $0.member("failed", bin.failed)
        $0.member("users", bin.users)
        $0.member("p50", bin.p50)
        $0.member("p95", bin.p95)
        $0.member("p99", bin.p99)
        $0.member("mean", bin.mean)
      }
    }
  }

  private static func scalar(_ value: Double?, _ others: [(Statistic, Double?)], _ writer: inout JSONWriter) {
    writer.member("count", nil as Int?)
    statistics(others, &writer)
    writer.member("value", value)
  }

  /// What the source does not hold is left out, not null.
  private static func statistics(_ statistics: [(Statistic, Double?)], _ writer: inout JSONWriter) {
    writer.inlineObject("statistics") { writer in
      for (statistic, value) in statistics {
        if let value { writer.member(statistic.name, value) }
      }
    }
  }

  private static func basis(_ content: Series.Content) -> String {
    switch content {
    case .distribution(let distribution): distribution.basis
    case .counter, .scalar, .gauge, .ratio: "scalar"
    case .noData: "none"
    }
  }
}

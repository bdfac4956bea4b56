import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads the sketch of a series, and refuses one that no values can have made.
struct RunJSONSketch {
  /// The fields of the series.
  let series: RunJSONFields

  /// - Parameter statistics: those that stand beside the sketch, exactly.
  func distribution(statistics: [Statistic: Double], resolution: Double?) throws(Diagnostic) -> Distribution {
    let node = try series.document.member("sketch", of: series.node)
    let parts = try parts(RunJSONFields(document: series.document, node: node))
    guard let sketched = SketchedStatistics(parts, exact: statistics, resolution: resolution) else {
      throw series.invalid(
        "sketch", "buckets in order between min and max, each with its count, and with a sum that they can have")
    }
    if let count = try series.optionalCount("count"), count != sketched.sketchCount {
      throw series.invalid("count", "\(sketched.sketchCount), which is what the sketch holds")
    }
    for (statistic, value) in statistics.sorted(by: { $0.key < $1.key }) where !sketched.allows(statistic, value) {
      throw series.invalid("statistics", "what the sketch tells: its \(statistic.name) is not \(value)")
    }
    return .sketch(sketched)
  }

  private func parts(_ fields: RunJSONFields) throws(Diagnostic) -> SketchParts {
    SketchParts(
      firstKey: try fields.document.integer(fields.document.member("firstKey", of: fields.node)),
      gaps: try fields.elements("gaps").map(fields.document.integer),
      counts: try fields.elements("counts").map(fields.document.integer), minimum: try fields.number("min"),
      maximum: try fields.number("max"), sumParts: try fields.elements("sum").map(fields.document.number))
  }
}

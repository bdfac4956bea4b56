import PerfModel
import PerfUnits

/// Names and amounts in the sentences of objectives.
enum SeriesText {
  /// `request.duration of GET /api/feed`, `query.mean_time of query=orders`.
  static func name(_ key: SeriesKey) -> String {
    let labels = key.labels.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
    let place = [key.endpoint, labels.isEmpty ? nil : labels].compactMap(\.self).joined(separator: " ")
    return place.isEmpty ? key.metric.rawValue : "\(key.metric.rawValue) of \(place)"
  }

  /// A value in its metric's base unit as people read it: `95.3 ms`, `0.2 %`.
  static func amount(_ value: Double, _ metric: Metric) -> String {
    if metric.instrument == .ratio { return NumberText.significant(value * 100, digits: 3) + " %" }
    return DisplayScale(for: [value], dimension: metric.unit.dimension).text(value)
  }

  /// What a dimension is called.
  static func name(_ dimension: Dimension) -> String {
    switch dimension {
    case .time: "a time"
    case .data: "an amount of data"
    case .frequency: "a rate"
    case .dataRate: "a data rate"
    case .one: "a plain number or share"
    }
  }
}

import PerfStats
import PerfUnits

/// The values of one series while they arrive: as they are, then as a sketch.
struct ValueStore: Sendable {
  /// In the tool's unit; once there is a sketch, those that it has not taken in yet.
  private(set) var values: [Double] = []
  /// In base units.
  private(set) var sketch: QuantileSketch?

  /// A sketch takes in as many at a time: fewer cost more each, more are memory that a run of many endpoints has to pay.
  private static let batch = 1024

  var count: Int { values.count + (sketch?.count ?? 0) }

  mutating func append(contentsOf batch: [Double]) { values.append(contentsOf: batch) }

  mutating func append(_ value: Double) { values.append(value) }

  mutating func merge(_ other: ValueStore) {
    values.append(contentsOf: other.values)
    guard let sketched = other.sketch else { return }
    if sketch == nil { sketch = sketched } else { sketch?.merge(sketched) }
  }

  /// Takes the values into the sketch when they are worth it.
  mutating func fold(_ unit: Unit, limits: RecordingLimits) {
    guard sketch == nil ? values.count > limits.exactValuesOfSeries : values.count >= Self.batch else { return }
    foldAll(unit)
  }

  /// The distribution of all values of some stores.
  /// - Parameter isFolding: whether the run has too many values to keep them all.
  static func distribution(
    _ stores: [ValueStore], unit: Unit, isFolding: Bool, resolution: Double?, limits: RecordingLimits
  ) -> Distribution? {
    let count = stores.reduce(0) { $0 + $1.count }
    guard count > 0 else { return nil }
    guard isFolding, count > limits.exactValuesOfSeries else {
      var values: [Double] = []
      values.reserveCapacity(count)
      for store in stores { for value in store.values { values.append(unit.toBase(value)) } }
      return .samples(Samples(values: values, resolution: resolution))
    }
    var all = QuantileSketch()
    all.insert(contentsOf: stores.flatMap(\.values).map(unit.toBase))
    all.merge(stores.compactMap(\.sketch))
    return .sketch(SketchedStatistics(all, resolution: resolution))
  }

  private mutating func foldAll(_ unit: Unit) {
    guard !values.isEmpty else { return }
    var taken = sketch ?? QuantileSketch()
    taken.insert(contentsOf: values.map(unit.toBase))
    sketch = taken
    values.removeAll(keepingCapacity: true)
  }
}

import PerfStats
import PerfUnits

/// The values of one series while they arrive: as they are, then as a sketch.
struct ValueStore: Sendable {
  /// In the tool's unit; once there is a sketch, those that it has not taken in yet.
  private(set) var values: [Double] = []
  /// How many values more are zero, as most times to connect are.
  private var zeros = 0
  private var folded: FoldedValues?

  /// A sketch takes in as many at a time.
  private static let batch = 256

  var count: Int { values.count + zeros + (folded?.count ?? 0) }

  mutating func append(contentsOf batch: [Double], zeros more: Int = 0) {
    if values.isEmpty, !batch.isEmpty { values.reserveCapacity(RequestStore.firstCapacity) }
    values.append(contentsOf: batch)
    zeros += more
  }

  mutating func append(_ value: Double) {
    if value == 0 { zeros += 1 } else { values.append(value) }
  }

  mutating func merge(_ other: ValueStore) {
    if values.isEmpty { values = other.values } else { values.append(contentsOf: other.values) }
    zeros += other.zeros
    guard let theirs = other.folded else { return }
    if folded == nil { folded = theirs } else { folded?.merge(theirs) }
  }

  /// Whether some values are in a sketch only.
  var isFolding: Bool { folded != nil }

  /// The store while all of its values are kept, an empty one once they are not.
  var unfolded: ValueStore { isFolding ? ValueStore() : self }

  /// Appends the values that are kept.
  func appendValues(to all: inout [Double]) {
    all += values
    all.append(contentsOf: repeatElement(0, count: zeros))
  }

  /// Takes the values into the sketch when they are worth it.
  mutating func fold(_ unit: Unit, limits: RecordingLimits) {
    guard folded == nil ? values.count > limits.exactValuesOfSeries : values.count >= Self.batch else { return }
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
      for store in stores { store.appendValues(to: &values) }
      var span = values.mutableSpan
      for place in span.indices { span[place] = unit.toBase(span[place]) }
      return .samples(Samples(values: values, resolution: resolution))
    }
    var all = FoldedValues()
    // The first is taken over as it is.
    for store in stores { if let folded = store.folded { all.merge(folded) } }
    for store in stores { all.add(store.values.map(unit.toBase), zeros: store.zeros) }
    return .sketch(SketchedStatistics(all.sketch, resolution: resolution))
  }

  private mutating func foldAll(_ unit: Unit) {
    guard !values.isEmpty else { return }
    var taken = folded ?? FoldedValues()
    // So that there is one owner, and nothing is copied.
    folded = nil
    taken.add(values.map(unit.toBase))
    folded = taken
    values.removeAll(keepingCapacity: values.count <= 2 * Self.batch)
  }
}

public import PerfUnits

/// A series of one thing that may leak, at equal steps under constant load.
public struct SoakSeries: Sendable, Hashable {
  /// `heap after collection`, `open files`.
  public var name: String
  public var unit: Unit
  public var values: [Double]
  /// Seconds between two values.
  public var step: Seconds
  /// Where the thing ends: the memory limit, the most open files.
  public var limit: Double?

  public init(name: String, unit: Unit, values: [Double], step: Seconds, limit: Double? = nil) {
    self.name = name
    self.unit = unit
    self.values = values
    self.step = step
    self.limit = limit
  }
}

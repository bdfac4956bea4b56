public import PerfUnits

/// The name of a metric of the catalogue (`request.duration`), or of a tool's own under `custom.`.
public struct MetricID: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public var description: String { rawValue }
  public static func < (a: MetricID, b: MetricID) -> Bool { a.rawValue < b.rawValue }
}

/// How a metric's numbers come about.
public enum Instrument: String, Sendable, Hashable, CaseIterable {
  /// Many observations, of which statistics are known.
  case distribution
  /// A total that only grows.
  case counter
  /// One number of the whole run, such as a rate.
  case scalar
  /// A level that goes up and down.
  case gauge
  /// A share of a total, 0…1.
  case ratio
}

/// Which way a metric gets better.
public enum Direction: String, Sendable, Hashable, CaseIterable {
  case lowerIsBetter
  case higherIsBetter
  /// Neither: shown, never judged.
  case informational
}

/// What is measured: identity, base unit, instrument and direction of good.
public struct Metric: Sendable, Hashable {
  public let id: MetricID
  /// A base unit; see `Unit.base`.
  public let unit: Unit
  public let instrument: Instrument
  public let direction: Direction

  public init(id: MetricID, unit: Unit, instrument: Instrument, direction: Direction) {
    self.id = id
    self.unit = unit
    self.instrument = instrument
    self.direction = direction
  }

  /// A tool's own metric: keeps its name under `custom.` and is informational until a configuration says otherwise.
  public static func custom(_ name: String, unit: Unit, instrument: Instrument) -> Metric {
    Metric(id: MetricID(rawValue: "custom." + name), unit: unit, instrument: instrument, direction: .informational)
  }
}

/// What a number measures; quantities of different dimensions are never compared, added or converted.
public enum Dimension: String, Sendable, Hashable, CaseIterable {
  /// Seconds.
  case time
  /// Bytes.
  case data
  /// Events per second.
  case frequency
  /// Bytes per second.
  case dataRate
  /// Counts, shares and everything without a unit.
  case one
}

/// A unit of measurement: its dimension and what one of it is worth in the dimension's base unit.
///
/// Base units are the second, the byte, 1/s, By/s and 1. An importer states the unit a tool wrote; `RunBuilder` converts once.
public struct Unit: Sendable, Hashable {
  /// The symbol in the notation of UCUM as far as it reaches: `s`, `ms`, `By`, `1/s`, `1`.
  public let symbol: String
  public let dimension: Dimension
  /// How many base units one of this unit is.
  public let factor: Double
  /// How many of this unit are one base unit, where it is a sub-multiple.
  private let divisor: Double?

  public init(symbol: String, dimension: Dimension, factor: Double) {
    self.symbol = symbol
    self.dimension = dimension
    self.factor = factor
    divisor = factor < 1 ? (1 / factor).rounded() : nil
  }

  /// The value in the dimension's base unit.
  ///
  /// Divides for sub-multiples, because 1/1000 has no exact binary form: 12.5 ms is exactly 0.0125 s rounded once.
  public func toBase(_ value: Double) -> Double {
    if let divisor { value / divisor } else { value * factor }
  }

  public static let seconds = Unit(symbol: "s", dimension: .time, factor: 1)
  public static let milliseconds = Unit(symbol: "ms", dimension: .time, factor: 1e-3)
  public static let microseconds = Unit(symbol: "us", dimension: .time, factor: 1e-6)
  public static let nanoseconds = Unit(symbol: "ns", dimension: .time, factor: 1e-9)
  public static let minutes = Unit(symbol: "min", dimension: .time, factor: 60)
  public static let hours = Unit(symbol: "h", dimension: .time, factor: 3600)
  public static let one = Unit(symbol: "1", dimension: .one, factor: 1)
  public static let percent = Unit(symbol: "%", dimension: .one, factor: 0.01)
  public static let perSecond = Unit(symbol: "1/s", dimension: .frequency, factor: 1)
  public static let perMinute = Unit(symbol: "1/min", dimension: .frequency, factor: 1 / 60)
  public static let perHour = Unit(symbol: "1/h", dimension: .frequency, factor: 1 / 3600)
  public static let bytes = Unit(symbol: "By", dimension: .data, factor: 1)
  public static let kilobytes = Unit(symbol: "kBy", dimension: .data, factor: 1e3)
  public static let megabytes = Unit(symbol: "MBy", dimension: .data, factor: 1e6)
  public static let gigabytes = Unit(symbol: "GBy", dimension: .data, factor: 1e9)
  /// 1024 bytes, which ab calls Kbytes.
  public static let kibibytes = Unit(symbol: "KiBy", dimension: .data, factor: 1024)
  public static let mebibytes = Unit(symbol: "MiBy", dimension: .data, factor: 1_048_576)
  public static let gibibytes = Unit(symbol: "GiBy", dimension: .data, factor: 1_073_741_824)
  public static let bytesPerSecond = Unit(symbol: "By/s", dimension: .dataRate, factor: 1)
  public static let kibibytesPerSecond = Unit(symbol: "KiBy/s", dimension: .dataRate, factor: 1024)

  /// The units a `perfreport/run/1` file may name.
  public static let base: [Unit] = [.seconds, .one, .perSecond, .bytes, .bytesPerSecond]
}

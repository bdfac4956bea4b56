/// A number that knows what it counts, so that only quantities of one kind are added, compared or divided into a share.
///
/// The only product is Little's law, X·R = N (J. D. C. Little, "A proof for the queuing formula L = λW", Operations Research 9, 1961):
/// what else would compile is a mistake.
public struct Quantity<Kind: QuantityKind>: Sendable, Hashable, Comparable {
  /// In the base unit of the kind: finite and not negative.
  public let value: Double

  /// Nil for a value that is negative or not finite.
  public init?(_ value: Double) {
    guard value >= 0, value.isFinite else { return nil }
    self.value = value
  }

  /// A result that may have left the range of numbers; it is held at its end.
  private init(clamping value: Double) {
    self.value = value.isFinite ? max(0, value) : value > 0 ? .greatestFiniteMagnitude : 0
  }

  /// The unit of `value`.
  public static var unit: Unit { Kind.unit }
  public static var zero: Quantity { Quantity(clamping: 0) }
  public static func < (a: Quantity, b: Quantity) -> Bool { a.value < b.value }
  public static func + (a: Quantity, b: Quantity) -> Quantity { Quantity(clamping: a.value + b.value) }

  /// So many times the quantity, for a factor without a unit; nil for one that is negative or not finite.
  public func scaled(by factor: Double) -> Quantity? {
    factor >= 0 && factor.isFinite ? Quantity(clamping: value * factor) : nil
  }

  /// How many times the other this is; nil where the other is zero.
  public func ratio(to other: Quantity) -> Double? {
    let ratio = value / other.value
    return other.value > 0 && ratio.isFinite ? ratio : nil
  }
}

/// What a quantity counts.
public protocol QuantityKind: Sendable {
  static var unit: Unit { get }
}

/// The kinds that Little's law connects.
public enum LittlesLaw {
  /// X.
  public enum Throughput: QuantityKind { public static var unit: Unit { .perSecond } }
  /// R, or Z.
  public enum Time: QuantityKind { public static var unit: Unit { .seconds } }
  /// N.
  public enum Population: QuantityKind { public static var unit: Unit { .one } }
}

/// X: requests, calls or iterations per second.
public typealias RequestRate = Quantity<LittlesLaw.Throughput>
/// R or Z: a time in seconds.
public typealias Seconds = Quantity<LittlesLaw.Time>
/// N: users, or requests in flight.
public typealias Population = Quantity<LittlesLaw.Population>

extension Quantity where Kind == LittlesLaw.Throughput {
  /// N = X·R.
  public static func * (rate: RequestRate, time: Seconds) -> Population {
    Population(clamping: rate.value * time.value)
  }
}

extension Quantity where Kind == LittlesLaw.Population {
  /// X = N/R; nil where R = 0.
  public static func / (population: Population, time: Seconds) -> RequestRate? {
    time.value > 0 ? RequestRate(clamping: population.value / time.value) : nil
  }

  /// R = N/X; nil where X = 0.
  public static func / (population: Population, rate: RequestRate) -> Seconds? {
    rate.value > 0 ? Seconds(clamping: population.value / rate.value) : nil
  }
}

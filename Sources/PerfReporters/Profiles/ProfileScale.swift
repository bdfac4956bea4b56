import PerfAnalysis
import PerfModel
import PerfUnits

/// How the values of a profile are shown: in the unit of their sample type, on the basis of the analysis, all of a table on one scale.
struct ProfileScale {
  private let scale: DisplayScale
  private let factor: Double
  private let suffix: String

  init(_ type: ProfileValueType, _ basis: ProfileBasis, _ values: [Double]) {
    let (unit, symbol) = Self.unit(type.unit)
    factor = basis == .sample ? 100 : unit.map { $0.toBase(1) } ?? 1
    let dimension = basis == .sample ? .one : unit?.dimension ?? .one
    scale = DisplayScale(for: values.map { $0 * (basis == .sample ? 100 : unit?.toBase(1) ?? 1) }, dimension: dimension)
    suffix =
      switch basis {
      case .recorded: symbol
      case .second: symbol + "/s"
      case .request: symbol + "/request"
      case .sample: " %"
      }
  }

  /// `1.23 s`
  func text(_ value: Double) -> String { scale.text(value * factor) + suffix }

  /// `+1.23 s`
  func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + text(value) }

  /// The unit of the house for one of pprof's, and what is written behind a number that has none.
  private static func unit(_ name: String) -> (Unit?, String) {
    switch name {
    case "nanoseconds", "ns": (.nanoseconds, "")
    case "microseconds", "us": (.microseconds, "")
    case "milliseconds", "ms": (.milliseconds, "")
    case "seconds", "s": (.seconds, "")
    case "bytes": (.bytes, "")
    case "count", "", "none", "objects", "samples": (nil, "")
    default: (nil, " " + name)
    }
  }
}

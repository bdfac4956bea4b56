import PerfStats

/// Whether a level had settled, and whether it stayed so.
enum Steadiness {
  /// A drift over the whole level of less than this share of its value is none.
  static let material = 0.05

  /// Seconds to leave out at the start by MSER-5 on the mean latency; 0 where it finds no steady part.
  static func warmUp(_ latency: [Double?]) -> Int {
    let values = filled(latency)
    guard let cut = MSER.truncation(values), !cut.isAtBoundary else { return 0 }
    return cut.values
  }

  /// Drifting where the trend gate fires on goodput or latency, or MSER-5 finds no steady part of it, and the drift is material.
  static func of(goodput: [Double], latency: [Double?]) -> Level.Steadiness {
    var worst = 0.0
    for values in [goodput, filled(latency)] {
      guard let gate = TrendGate(values), gate.isTrend || MSER.truncation(values)?.isAtBoundary == true,
        let median = Quantile.type7(values, 0.5), median > 0
      else {
        continue
      }
      let perSecond = gate.slope.slope / Double(TrendGate.grouping(values.count)) / median
      if abs(perSecond) * Double(values.count) > material, abs(perSecond * 60) > abs(worst) { worst = perSecond * 60 }
    }
    return worst == 0 ? .steady : .drifting(perMinute: worst)
  }

  /// Seconds without answers take the value before them.
  private static func filled(_ values: [Double?]) -> [Double] {
    var last: Double?
    return values.compactMap { value in
      last = value ?? last
      return last
    }
  }
}

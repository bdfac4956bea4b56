import Glibc

/// Times during which requests were sent at one rate.
///
/// The series is cut where that lowers Σ n·ln σ̂² by more than the Bayesian information criterion charges for a further piece with a mean and a
/// variance of its own (optimal partitioning: Jackson and others, "An algorithm for optimal partitioning of data on an interval", IEEE
/// Signal Processing Letters 12, 2005).
enum RateSteps {
  struct Plateau {
    /// Whole seconds `from..<to` from the start of the series.
    let from: Int
    let to: Int
    /// The mean rate per second.
    let rate: Double
  }

  /// The time grows with the square of the pieces that are looked at.
  private static let mostPieces = 1_500
  /// A generator that sends by the clock varies by about one request a second.
  private static let leastVariance = 0.5

  /// Plateaus of at least `shortest` seconds whose rate does not climb within them.
  static func plateaus(_ rates: [Double], shortest: Double) -> [Plateau] {
    let size = max(1, (rates.count + mostPieces - 1) / mostPieces)
    let count = rates.count / size
    guard count > 0 else { return [] }
    let means = (0..<count).map { place in
      rates[place * size..<(place + 1) * size].reduce(0, +) / Double(size)
    }
    let floor = leastVariance / Double(size)
    return pieces(means, floor: floor).compactMap { from, to in
      let piece = Array(means[from..<to])
      let rate = piece.reduce(0, +) / Double(piece.count)
      guard Double((to - from) * size) >= shortest, rate > 0, !isClimbing(piece, rate) else { return nil }
      return Plateau(from: from * size, to: to * size, rate: rate)
    }
  }

  private static func pieces(_ values: [Double], floor: Double) -> [(Int, Int)] {
    let count = values.count
    var sums = [0.0]
    var squares = [0.0]
    for value in values {
      sums.append(sums[sums.count - 1] + value)
      squares.append(squares[squares.count - 1] + value * value)
    }
    let charge = 3 * log(Double(max(2, count)))
    var cost = [0.0]
    var previous = [0]
    for end in 1...count {
      var best = Double.infinity
      var place = 0
      for start in 0..<end {
        let n = Double(end - start)
        let mean = (sums[end] - sums[start]) / n
        let variance = max(floor, (squares[end] - squares[start]) / n - mean * mean)
        let total = cost[start] + n * log(variance) + charge
        if total < best { (best, place) = (total, start) }
      }
      cost.append(best)
      previous.append(place)
    }
    var cuts: [(Int, Int)] = []
    var end = count
    while end > 0 {
      cuts.append((previous[end], end))
      end = previous[end]
    }
    return cuts.reversed()
  }

  /// Whether the rate changes over the piece by more than 4 %, and by more than twice its standard error.
  private static func isClimbing(_ piece: [Double], _ rate: Double) -> Bool {
    let n = Double(piece.count)
    guard n > 2 else { return false }
    let center = (n - 1) / 2
    var (spread, product) = (0.0, 0.0)
    for (place, value) in piece.enumerated() {
      let x = Double(place) - center
      spread += x * x
      product += x * (value - rate)
    }
    let slope = product / spread
    let residual = piece.enumerated().reduce(0.0) { sum, item in
      let off = item.element - rate - slope * (Double(item.offset) - center)
      return sum + off * off
    }
    let error = (residual / (n - 2) / spread).squareRoot()
    return abs(slope) * n > 0.04 * rate && abs(slope) > 2 * error
  }
}

/// Times during which the number of users stood still.
enum UserSteps {
  struct Plateau {
    /// Whole seconds `from..<to` from the run's origin, without the first and the last, in which users still came or went.
    let from: Int
    let to: Int
    let users: Double
  }

  /// Plateaus of at least `shortest` seconds: consecutive seconds whose users differ from the first's by no more than 2 %.
  static func plateaus(_ seconds: SecondSeries, shortest: Double) -> [Plateau] {
    var plateaus: [Plateau] = []
    var start = 0
    for place in 0...seconds.count {
      let level = seconds.users[safe: start].flatMap { $0 }
      let isSame = level.flatMap { level in
        seconds.users[safe: place].flatMap { $0 }.map { abs($0 - level) <= 0.02 * level }
      }
      if isSame == true { continue }
      if let level, level > 0 {
        let from = start + 1
        let to = place - 1
        if Double(to - from) >= shortest {
          plateaus.append(Plateau(from: from + seconds.first, to: to + seconds.first, users: level))
        }
      }
      start = place
    }
    return plateaus
  }
}

extension Array {
  /// The element of a place, nil outside.
  subscript(safe place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}

/// How much more counts of failures vary than independent trials would.
public enum Dispersion {
  /// φ = X²/(k − 1) of Pearson's statistic over k cells, at least 1: X² = Σ (x_i − n_i·p)²/(n_i·p(1 − p)) with the pooled share p.
  ///
  /// McCullagh and Nelder, Generalized Linear Models, 2nd ed., §4.5.2. Cells without trials count nothing. Nil with fewer than two
  /// cells, without any event, or with nothing but events: there is no spread to look at.
  public static func pearson(_ cells: [(events: Double, trials: Double)]) -> Double? {
    let cells = cells.filter { $0.trials > 0 }
    let events = cells.reduce(0.0) { $0 + $1.events }
    let trials = cells.reduce(0.0) { $0 + $1.trials }
    guard cells.count >= 2, events > 0, events < trials, trials.isFinite else { return nil }
    let share = events / trials
    let squares = cells.map { cell -> Double in
      let expected = cell.trials * share
      let deviation = cell.events - expected
      return deviation * deviation / (expected * (1 - share))
    }
    return max(1, Summation.sum(squares) / Double(cells.count - 1))
  }

  /// The largest φ over cells of 1, 2, 4, … neighbours, as long as there are at least `fewest` cells.
  ///
  /// A burst that lasts longer than a cell makes neighbours alike, and the variance of the total grows with it: what batch means do
  /// for a mean, wider cells do for a count. An odd cell at the end is left out of the wider ones.
  public static func ofBursts(_ cells: [(events: Double, trials: Double)], fewest: Int = 20) -> Double? {
    var cells = cells
    var largest = pearson(cells)
    while cells.count / 2 >= fewest {
      cells = stride(from: 0, to: cells.count - 1, by: 2).map { place in
        (cells[place].events + cells[place + 1].events, cells[place].trials + cells[place + 1].trials)
      }
      guard let wider = pearson(cells) else { break }
      largest = max(largest ?? 1, wider)
    }
    return largest
  }
}

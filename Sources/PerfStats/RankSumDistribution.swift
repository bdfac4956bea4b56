/// The exact null distribution of the Mann–Whitney statistic, given the ties of the pooled sample.
///
/// With N = m + n pooled values fixed, every choice of the m that form the first sample is equally likely. The choices are
/// counted group by group of tied values: from a group of g that follows l values of the second sample, c values can be taken
/// in C(g, c) ways, and add c·l + c(g − c)/2 to U. It is the recurrence of Mann and Whitney, Annals of Mathematical Statistics
/// 18 (1947), carried over to ties as by Streitberg and Röhmel (1986).
struct RankSumDistribution {
  /// Steps of the statistic per unit of U: 2 where ties can make halves, else 1.
  let stepsPerUnit: Int
  /// `weights[u]` is the probability of U = u/stepsPerUnit, from 0 up to the limit asked for.
  let weights: [Double]

  /// The probabilities of U ≤ limit/2, where `m` values of the first sample are drawn from groups of the given sizes in ascending
  /// order of value.
  init(groupSizes: [Int], drawing m: Int, doubledLimit: Int) {
    let total = groupSizes.reduce(0, +)
    let steps = groupSizes.allSatisfy { $0 == 1 } ? 1 : 2
    let limit = min(doubledLimit * steps / 2, steps * m * (total - m))
    var table = CountTable(rows: m + 1, columns: limit + 1)
    var seen = 0
    for size in groupSizes {
      table.add(groupOf: size, after: seen, remaining: total - seen - size, stepsPerUnit: steps)
      seen += size
    }
    let choices = binomial(total, m)
    self.stepsPerUnit = steps
    self.weights = table.lastRow.map { $0 / choices }
  }
}

/// `cells[k][u]`: in how many ways k of the values seen so far can belong to the first sample with U = u steps.
private struct CountTable {
  private let rows: Int
  private let columns: Int
  private var cells: [Double]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    self.cells = [Double](repeating: 0, count: rows * columns)
    self.cells[0] = 1
  }

  var lastRow: ArraySlice<Double> { cells[((rows - 1) * columns)...] }

  /// Takes in the next group of tied values. Rows are filled from the last to the first, so that the smaller ones still hold
  /// the state before the group.
  mutating func add(groupOf size: Int, after seen: Int, remaining: Int, stepsPerUnit: Int) {
    let (rows, columns) = (rows, columns)
    let ways = (0...size).map { binomial(size, $0) }
    cells.withUnsafeMutableBufferPointer { buffer in
      guard let cells = buffer.baseAddress else { return }
      // Rows that cannot reach the last one any more are left alone: nothing reads them again.
      for row in stride(from: min(rows - 1, seen + size), through: max(1, rows - 1 - remaining), by: -1) {
        for taken in stride(from: 1, through: min(size, row), by: 1) where row - taken <= seen {
          let others = seen - (row - taken)
          let shift = (taken * others * 2 + taken * (size - taken)) * stepsPerUnit / 2
          let reachable = min(columns - 1 - shift, (row - taken) * others * stepsPerUnit)
          guard reachable >= 0 else { continue }
          let source = cells + (row - taken) * columns
          let target = cells + row * columns + shift
          let factor = ways[taken]
          var column = 0
          while column <= reachable {
            target[column] += factor * source[column]
            column &+= 1
          }
        }
      }
    }
  }
}

/// C(n, k), exact up to 2⁵³ and to a few units in the last place above.
private func binomial(_ n: Int, _ k: Int) -> Double {
  let k = min(k, n - k)
  guard k > 0 else { return 1 }
  return (1...k).reduce(1.0) { $0 * Double(n - k + $1) / Double($1) }
}

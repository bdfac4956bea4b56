/// A sum of Doubles that loses next to nothing, whatever their order: a million times of a microsecond beside one of an hour.
///
/// Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974), algorithm IV.
struct CompensatedSum: Sendable, Hashable {
  private var sum = 0.0
  private var lost = 0.0

  var value: Double { sum + lost }

  mutating func add(_ term: Double) {
    let total = sum + term
    lost += abs(sum) >= abs(term) ? (sum - total) + term : (term - total) + sum
    sum = total
  }
}

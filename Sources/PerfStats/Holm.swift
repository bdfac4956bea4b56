/// The step-down correction for several tests at once.
public enum Holm {
  /// The adjusted p-values, in the order of `p`; a family controlled at level α rejects those of at most α.
  ///
  /// Of the i-th smallest of m it is the largest (m − j + 1)·p₍ⱼ₎ with j ≤ i, at most 1: S. Holm, "A simple sequentially rejective
  /// multiple test procedure", Scandinavian Journal of Statistics 6 (1979). A value that is no probability cannot be evidence: NaN
  /// counts as 1 and stays in the family; values beyond 0 and 1 are taken as these.
  public static func adjusted(_ p: [Double]) -> [Double] {
    let bounded = p.map { $0.isNaN ? 1 : min(1, max(0, $0)) }
    var adjusted = bounded
    var largest = 0.0
    for (position, index) in bounded.indices.sorted(by: { bounded[$0] < bounded[$1] }).enumerated() {
      largest = max(largest, min(1, Double(p.count - position) * bounded[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}

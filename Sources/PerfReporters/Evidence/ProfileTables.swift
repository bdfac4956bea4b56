import PerfAnalysis
import PerfModel
import PerfUnits

/// Profiles of both sides in a comparison: their totals, and the functions that moved by more than the noise of sampling.
enum ProfileTables {
  static func blocks(_ comparisons: [ProfileComparison]) -> [Block] {
    guard !comparisons.isEmpty else { return [] }
    var table = Table([
      .init("profile"), .init("measures", room: .dropped(order: 1)), .init("before", .right), .init("after", .right),
      .init("change", .right), .init("functions beyond noise", .right, room: .dropped(order: 2)),
    ])
    for comparison in comparisons { table.append(row(comparison)) }
    var blocks: [Block] = [.heading(level: 3, [.text("Profiles (evidence, not judged)")]), .table(table)]
    blocks += obstacles(comparisons)
    for comparison in comparisons where comparison.findings > 0 {
      let found = comparison.functions.filter(\.isFinding).prefix(5)
      blocks.append(.paragraph([.code(comparison.label), .text(", the furthest moved with all that they call:")]))
      blocks.append(.list(found.map { line($0, comparison) }))
    }
    return blocks
  }

  /// Why changes of functions are not told from noise, once for all profiles that share the reason, and what to do about it.
  private static func obstacles(_ comparisons: [ProfileComparison]) -> [Block] {
    var labels: [SamplingObstacle: [String]] = [:]
    for comparison in comparisons {
      guard let obstacle = comparison.obstacle else { continue }
      labels[obstacle, default: []].append(comparison.label)
    }
    let items = SamplingObstacle.allCases.compactMap { obstacle -> [Inline]? in
      guard let labels = labels[obstacle] else { return nil }
      let names = labels.enumerated().flatMap { ($0 > 0 ? [.text(", ")] : []) + [.code($1)] as [Inline] }
      return names + [.text(": \(obstacle.reason); \(obstacle.remedy)")]
    }
    guard !items.isEmpty else { return [] }
    return [.paragraph([.text("Which functions changed beyond noise cannot be told:")]), .list(items)]
  }

  private static func row(_ comparison: ProfileComparison) -> [[Inline]] {
    let (old, new) = (
      Double(comparison.totalBefore) / comparison.divisorBefore, Double(comparison.totalAfter) / comparison.divisorAfter
    )
    let scale = ProfileScale(comparison.sampleType, comparison.basis, [old, new])
    let findings = comparison.obstacle == nil ? NumberText.grouped(comparison.findings) : "cannot tell"
    // Idle workers wait longer the more of them there are: no regression.
    let waits = max(
      share(comparison.waitingBefore, of: comparison.totalBefore),
      share(comparison.waitingAfter, of: comparison.totalAfter))
    let waiting = waits >= 0.5 ? "; up to \(NumberText.fixed(waits * 100, decimals: 0)) % waits for work" : ""
    return [
      [.code(comparison.label)], [.code(comparison.sampleType.text)], [.text(scale.text(old))],
      [.text(scale.text(new))],
      [.text(old > 0 ? change(new / old - 1) : "–")], [.text(findings + waiting)],
    ]
  }

  private static func line(_ function: FunctionChange, _ comparison: ProfileComparison) -> [Inline] {
    let index = comparison.typeIndex
    let old = Double(function.cumulativeBefore?[index] ?? 0) / comparison.divisorBefore
    let new = Double(function.cumulative[index]) / comparison.divisorAfter
    let scale = ProfileScale(comparison.sampleType, comparison.basis, [old, new])
    let z = function.z.map { ", z = " + NumberText.significant($0, digits: 2) } ?? ""
    return [.code(function.name), .text(" \(scale.text(old)) → \(scale.text(new))\(z)")]
  }

  private static func share(_ part: Int64, of whole: Int64) -> Double {
    whole > 0 ? Double(part) / Double(whole) : 0
  }

  private static func change(_ share: Double) -> String {
    (share > 0 ? "+" : "") + NumberText.fixed(share * 100, decimals: 1) + " %"
  }
}

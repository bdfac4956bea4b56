import PerfModel
import PerfUnits

/// What was assumed for want of data, as sentences.
enum Assumptions {
  static func list(_ table: ComparisonTable, _ policy: ComparisonPolicy) -> [String] {
    let effects = table.rows.compactMap(\.effect)
    var sentences: [String] = []
    if effects.contains(where: { $0.basis == .summary && $0.scale == .relative }) {
      let noise = NumberText.significant(policy.runToRunDeviation * 100, digits: 2)
      let origin = policy.isRunToRunDeviationKnown ? "given" : "assumed"
      sentences.append("run-to-run noise \(noise) % (\(origin))")
      let design = NumberText.significant(policy.designEffect, digits: 2)
      sentences.append("requests of one run depend on each other: design effect \(design) (assumed)")
    }
    if effects.contains(where: { $0.scale == .absolute }) {
      let design = NumberText.significant(policy.errorDesignEffect, digits: 2)
      sentences.append("failures come in bursts: design effect \(design) or what the runs show (assumed)")
    }
    if table.isPaired { sentences.append("runs are compared in pairs, in the order recorded") }
    return sentences
  }
}

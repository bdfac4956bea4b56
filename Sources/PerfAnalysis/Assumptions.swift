import PerfModel
import PerfUnits

/// What was assumed for want of data, as sentences.
enum Assumptions {
  static func list(_ table: ComparisonTable, _ policy: ComparisonPolicy) -> [String] {
    let effects = table.rows.compactMap(\.effect)
    var sentences: [String] = []
    let relative = effects.filter { $0.scale == .relative }
    if relative.contains(where: { $0.basis != .runs }) {
      let noise = NumberText.significant(policy.runToRunDeviation * 100, digits: 2)
      let origin = policy.isRunToRunDeviationKnown ? "given" : "assumed"
      sentences.append("run-to-run noise \(noise) % (\(origin))")
    }
    if relative.contains(where: { $0.basis == .samples }) {
      sentences.append("requests of one run depend on each other: learned from batches of equal time")
    }
    if relative.contains(where: { $0.basis == .summary }) {
      let design = NumberText.significant(policy.designEffect, digits: 2)
      let isPartly = relative.contains { $0.basis == .samples }
      sentences.append(
        (isPartly ? "where batches do not tell it" : "requests of one run depend on each other")
          + ": design effect \(design) (assumed)")
    }
    if effects.contains(where: { $0.scale == .absolute }) {
      let design = NumberText.significant(policy.errorDesignEffect, digits: 2)
      let learned = effects.contains { $0.scale == .absolute && $0.basis == .samples } ? "the seconds or " : ""
      sentences.append("failures come in bursts: design effect \(design) or what \(learned)the runs show (assumed)")
    }
    if policy.margins != Margins() { sentences.append("margins (given): \(margins(policy.margins))") }
    if let origin = policy.origin { sentences.append("margins, noise and gate as set in \(origin)") }
    if table.isPaired { sentences.append("runs are compared in pairs, in the order recorded") }
    return sentences
  }

  /// All of them: who reads a verdict has to see what it was measured by.
  private static func margins(_ margins: Margins) -> String {
    let shares = [
      ("mean and p50", margins.center), ("above p50", margins.upper), ("from p99", margins.tail),
      ("rates", margins.rate),
    ].map { "\($0) \(NumberText.significant($1 * 100, digits: 2)) %" }
    let points = "ratios \(NumberText.significant(margins.ratio * 100, digits: 2)) points"
    let floor = DisplayScale(for: [margins.durationFloor], dimension: .time).text(margins.durationFloor)
    return (shares + [points, "durations never below \(floor)"]).joined(separator: ", ")
  }
}

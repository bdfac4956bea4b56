import PerfDiagnostics

/// Says what a side lacks that holds evidence and no result of a load test.
enum EvidenceAlone {
  static func notes(_ before: ComparedSide, _ after: ComparedSide) -> [Diagnostic] {
    let sides = [("before", before), ("after", after)].filter { $0.1.runs.isEmpty && !$0.1.evidence.isEmpty }.map(\.0)
    guard !sides.isEmpty else { return [] }
    return [
      Diagnostic(
        .warning, .evidenceAlone,
        "\(sides.joined(separator: " and ")): evidence of a service's inside, and no result of a load test that it could explain",
        hint:
          "add what a load generator recorded at the same time, such as k6 run --summary-export=summary.json script.js")
    ]
  }
}

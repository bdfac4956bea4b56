import PerfDiagnostics
import PerfModel

/// What the databases of both sides tell of a change: described beside the verdict, and no part of it.
struct DatabaseEvidence {
  let queries: QueryAnalysis?
  let plans: [QueryPlanChange]
  let findings: [Diagnostic]

  init(_ before: ComparedSide, _ after: ComparedSide) {
    let (old, new) = (before.evidence.flatMap(\.queries), after.evidence.flatMap(\.queries))
    let isComparable = !old.isEmpty && !new.isEmpty
    let analysis = isComparable ? QueryAnalysis(before: old, after: new) : nil
    queries = analysis
    plans = QueryPlanChange.pairs(Self.plans(before), Self.plans(after))
    var findings = (before.evidence + after.evidence).filter { !$0.queries.isEmpty || !$0.plans.isEmpty }
      .flatMap(\.diagnostics)
    if let analysis {
      findings += [("before", analysis.before), ("after", analysis.after)].flatMap { name, side in
        side.notes.map { Diagnostic(.note, .queryEvidence, "queries \(name): \($0)") }
      }
    } else if !old.isEmpty || !new.isEmpty {
      findings.append(
        Diagnostic(
          .note, .queryEvidence, "query statistics are there for the side \(new.isEmpty ? "before" : "after") only",
          hint: "record pg_stat_statements on both sides to see which statements changed"))
    }
    self.findings = findings
  }

  private static func plans(_ side: ComparedSide) -> [LabelledPlan] {
    side.evidence.flatMap { run in run.plans.map { LabelledPlan(label: run.label, plan: $0) } }
  }
}

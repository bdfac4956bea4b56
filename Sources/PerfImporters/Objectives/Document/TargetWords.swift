/// Words that tell what is wanted from what was measured.
enum TargetWords {
  static let wanted: Set<String> = [
    "target", "targets", "goal", "goals", "slo", "slos", "sla", "slas", "objective", "objectives", "threshold",
    "thresholds", "limit", "limits", "budget", "budgets", "required", "requirement", "requirements", "expected",
    "expectation", "expectations", "acceptable", "acceptance", "criteria", "criterion", "bound", "allowed", "desired",
    "warning", "warn", "critical", "crit", "ziel", "ziele", "soll", "grenzwert", "cible", "objectif", "objetivo",
    "meta",
    "目标", "目標", "цель", "порог",
  ]

  static let measured: Set<String> = [
    "actual", "actuals", "measured", "measurement", "measurements", "current", "currently", "result", "results",
    "observed", "baseline", "findings", "before", "after", "today", "recorded", "history", "changelog", "example",
    "examples", "bottleneck", "bottlenecks", "outcome", "outcomes", "summary", "ist", "gemessen", "actuel", "mesuré",
    "实际", "実測",
  ]
}

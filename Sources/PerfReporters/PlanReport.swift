import PerfCapacity
public import PerfDiagnostics

/// A capacity plan as text, as a filled template and as JSON, and what belongs to it.
public enum PlanReport {
  /// For a terminal or a pipe.
  public static func text(_ planned: PlannedCapacity, _ options: ReportOptions = ReportOptions()) -> String {
    TextRenderer(width: options.width, color: options.color).render(PlanDocument.make(planned, options))
  }

  /// The filled template.
  /// - Parameter template: nil is the one that is built in.
  /// - Throws: a diagnostic with the place in the template that is wrong.
  public static func render(
    _ planned: PlannedCapacity, template: PlanTemplate? = nil, _ options: ReportOptions = ReportOptions()
  ) throws(Diagnostic) -> String {
    let context = PlanTemplateContext(planned, options)
    if let template { return template.fill(context) }
    return try PlanTemplate.capacityPlanning().fill(context)
  }

  /// `perfreport/plan/1`.
  public static func json(_ planned: PlannedCapacity, generatedAt: String? = nil) -> String {
    PlanJSON.text(planned, generatedAt: generatedAt)
  }

  /// One line with its arithmetic; nil where the plan has no line of that id.
  public static func explanation(
    of id: String, in planned: PlannedCapacity, _ options: ReportOptions = ReportOptions()
  ) -> String? {
    planned.plan[id].map { line in
      TextRenderer(width: options.width, color: options.color)
        .render(PlanExplanation.document(line, in: planned.plan))
    }
  }

  /// The script of the next test for k6.
  public static func k6(_ planned: PlannedCapacity) -> String { K6Script.text(planned) }
}

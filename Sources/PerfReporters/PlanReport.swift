/// A capacity plan as text, as a filled template and as JSON, and what belongs to it.
public enum PlanReport {
  /// For a terminal or a pipe.
  public static func text(_ planned: PlannedCapacity, _ options: ReportOptions = ReportOptions()) -> String {
    TextRenderer(width: options.width, color: options.color).render(PlanDocument.make(planned, options))
  }

  /// `perfreport/plan/1`.
  public static func json(_ planned: PlannedCapacity, generatedAt: String? = nil) -> String {
    PlanJSON.text(planned, generatedAt: generatedAt)
  }
}

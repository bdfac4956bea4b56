public import PerfDiagnostics

/// A checked template for a capacity plan.
public struct PlanTemplate: Sendable {
  private let template: CheckedTemplate

  /// - Parameters:
  ///   - text: Mustache; see docs/templates.md.
  ///   - file: as the user named it. Its suffix says how values are escaped: for Markdown, or for `.html` or `.txt`.
  /// - Throws: a diagnostic with the place of a tag that is broken or names a variable that there is not.
  public init(_ text: String, file: String) throws(Diagnostic) {
    template = try CheckedTemplate(text, file: file, TemplateVariables(PlanFields.all, schema: "plan-template-context"))
  }

  /// `templates/CAPACITY_PLANNING.md`, built into the program.
  /// - Throws: never, as long as the tests pass: the file is checked like any other.
  public static func capacityPlanning() throws(Diagnostic) -> PlanTemplate {
    try PlanTemplate(
      String(decoding: PackageResources.CAPACITY_PLANNING_md, as: UTF8.self), file: "templates/CAPACITY_PLANNING.md")
  }

  func fill(_ context: PlanTemplateContext) -> String { template.fill(context.root) }
}

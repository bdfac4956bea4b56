public import PerfDiagnostics

/// The results of a load test, laid out by a template.
public enum ResultsReport {
  /// - Parameter template: nil is the one that is built in.
  /// - Throws: a diagnostic with the place in the template that is wrong.
  public static func render(_ context: ResultsContext, template: ResultsTemplate? = nil) throws(Diagnostic) -> String {
    if let template { return template.fill(context) }
    return try ResultsTemplate.loadTestResults().fill(context)
  }

  /// `perfreport/template-context/1`: what templates are filled from, for templates of other programs.
  public static func json(_ context: ResultsContext) -> String { TemplateContextJSON.results.text(context.root) }
}

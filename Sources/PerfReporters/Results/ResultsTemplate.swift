public import PerfDiagnostics

/// A checked template for the results of a load test.
public struct ResultsTemplate: Sendable {
  private let template: CheckedTemplate

  /// - Parameters:
  ///   - text: Mustache; see docs/templates.md.
  ///   - file: as the user named it. Its suffix says how values are escaped: for Markdown, or for `.html` or `.txt`.
  /// - Throws: a diagnostic with the place of a tag that is broken or names a variable that there is not.
  public init(_ text: String, file: String) throws(Diagnostic) {
    template = try CheckedTemplate(text, file: file, TemplateVariables(ResultsFields.all, schema: "template-context"))
  }

  /// `templates/LOAD_TEST_RESULTS.md`, built into the program.
  /// - Throws: never, as long as the tests pass: the file is checked like any other.
  public static func loadTestResults() throws(Diagnostic) -> ResultsTemplate {
    try ResultsTemplate(
      String(decoding: PackageResources.LOAD_TEST_RESULTS_md, as: UTF8.self), file: "templates/LOAD_TEST_RESULTS.md")
  }

  func fill(_ context: ResultsContext) -> String { template.fill(context.root) }
}

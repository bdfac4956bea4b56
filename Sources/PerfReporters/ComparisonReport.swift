public import PerfAnalysis

/// A comparison as text, as Markdown and as JSON.
public enum ComparisonReport {
  /// How many exploratory rows a terminal shows; a pull request folds them away and shows more.
  private static let exploratoryInText = 10
  private static let exploratoryInMarkdown = 50

  /// For a terminal or a pipe.
  public static func text(_ assessment: Assessment, _ options: ReportOptions = ReportOptions()) -> String {
    let document = ComparisonDocument.make(
      ComparisonContent(assessment), .everything(exploratory: exploratoryInText), options)
    return TextRenderer(width: options.width, color: options.color).render(document)
  }

  /// For a pull request, in at most `options.maximumBytes` bytes.
  public static func markdown(_ assessment: Assessment, _ options: ReportOptions = ReportOptions()) -> String {
    let content = ComparisonContent(assessment)
    return MarkdownBudget(maximumBytes: options.maximumBytes).fit(
      exploratory: exploratoryInMarkdown,
      changedRows: content.tests.newlyFailing.count + content.objectives.brokenCount + content.changed.count
    ) { ComparisonDocument.make(content, $0, options, omission: $1) }
  }

  /// `perfreport/comparison/1`.
  public static func json(_ assessment: Assessment, generatedAt: String? = nil) -> String {
    ComparisonJSON.text(assessment, generatedAt: generatedAt)
  }

  /// One test case per gated row, and one per objective. A regression is a failure, a row that could not be compared an error; what cannot
  /// be told is skipped, never passed.
  /// - Parameter isStrict: as in `CheckReport.junit`.
  public static func junit(_ assessment: Assessment, isStrict: Bool = false) -> String {
    ComparisonJUnit.text(assessment, isStrict: isStrict)
  }

  /// Workflow commands that put what got worse, and the summary, on a workflow's page.
  public static func github(_ assessment: Assessment) -> String { ComparisonAnnotations.text(assessment) }
}

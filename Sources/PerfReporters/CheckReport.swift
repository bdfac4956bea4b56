public import PerfAnalysis

/// A check against objectives as text, Markdown, JSON, JUnit XML and GitHub annotations.
public enum CheckReport {
  /// For a terminal or a pipe.
  public static func text(_ assessment: CheckAssessment, _ options: ReportOptions = ReportOptions()) -> String {
    let document = CheckDocument.make(CheckContent(assessment), .everything(exploratory: 0), options)
    return TextRenderer(width: options.width, color: options.color).render(document)
  }

  /// For a pull request, in at most `options.maximumBytes` bytes.
  public static func markdown(_ assessment: CheckAssessment, _ options: ReportOptions = ReportOptions()) -> String {
    let content = CheckContent(assessment)
    return MarkdownBudget(
      maximumBytes: options.maximumBytes, row: "objective",
      parts: [
        (.unchanged, "objectives that are met"), (.advice, "advice"), (.dataQuality, ReportPart.dataQuality.name),
      ]
    ).fit(exploratory: 0, changedRows: content.open.count) { CheckDocument.make(content, $0, options, omission: $1) }
  }

  /// `perfreport/check/1`.
  public static func json(_ assessment: CheckAssessment, generatedAt: String? = nil) -> String {
    CheckJSON.text(assessment, generatedAt: generatedAt)
  }

  /// One test case per objective. A breach is a failure; what is not known is skipped, never passed.
  /// - Parameter isStrict: skips what is too close to call; otherwise the actual value alone decides, as it does for the exit status.
  public static func junit(_ assessment: CheckAssessment, isStrict: Bool = false) -> String {
    CheckJUnit.text(assessment, isStrict: isStrict)
  }

  /// Workflow commands that put each open objective on its document's line in a pull request, and a summary.
  public static func github(_ assessment: CheckAssessment) -> String { CheckAnnotations.text(assessment) }
}

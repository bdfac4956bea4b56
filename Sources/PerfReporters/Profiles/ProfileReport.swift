public import PerfAnalysis

/// A profile, or two held against each other, as text, as Markdown and as JSON.
public enum ProfileReport {
  /// What a reader wants to see of a profile.
  public struct Selection: Sendable, Hashable {
    /// The most rows of a table; nil for all.
    public var limit: Int? = 20
    public var tables: [Table] = [.flat, .cumulative]

    public enum Table: String, Sendable, Hashable, CaseIterable {
      /// What the functions used themselves.
      case flat
      /// What they used with all that they called.
      case cumulative
    }

    public init() {}
  }

  /// For a terminal or a pipe.
  public static func text(
    _ analysis: ProfileAnalysis, _ selection: Selection = Selection(), _ options: ReportOptions = ReportOptions()
  ) -> String {
    TextRenderer(width: options.width, color: options.color)
      .render(ProfileDocument(analysis, selection).document(isQuiet: options.quiet))
  }

  /// In at most `options.maximumBytes` bytes: the longest tables that fit, and at last the headline alone.
  public static func markdown(
    _ analysis: ProfileAnalysis, _ selection: Selection = Selection(), _ options: ReportOptions = ReportOptions()
  ) -> String {
    var selection = selection
    let whole = MarkdownRenderer().render(ProfileDocument(analysis, selection).document(isQuiet: options.quiet))
    guard let maximum = options.maximumBytes, whole.utf8.count > maximum else { return whole }
    for limit in [10, 5, 3, 1] {
      selection.limit = limit
      let text = MarkdownRenderer().render(ProfileDocument(analysis, selection).document(isQuiet: options.quiet))
      if text.utf8.count <= maximum { return text }
    }
    let headline = MarkdownRenderer().render(ProfileDocument(analysis, selection).document(isQuiet: true))
    return headline.utf8.count <= maximum ? headline : ""
  }

  /// `perfreport/profile/1`: all functions, whatever the tables show.
  public static func json(_ analysis: ProfileAnalysis, files: [String]) -> String {
    ProfileJSON.text(analysis, files: files)
  }
}

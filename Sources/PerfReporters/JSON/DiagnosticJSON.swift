import PerfDiagnostics

extension JSONWriter {
  /// Findings about the inputs. A run keeps the quoted line too, so that nothing is lost on the way through a file.
  mutating func diagnostics(_ diagnostics: [Diagnostic], as name: String = "diagnostics", withExcerpts: Bool) {
    array(name, diagnostics) { writer, diagnostic in
      writer.element {
        $0.member("severity", diagnostic.severity.rawValue)
        $0.member("id", diagnostic.id.rawValue)
        $0.member("message", diagnostic.message)
        $0.member("file", diagnostic.location?.file)
        $0.member("line", diagnostic.location?.line)
        $0.member("column", diagnostic.location?.column)
        if withExcerpts { $0.excerpt(diagnostic.excerpt) }
        $0.member("hint", diagnostic.hint)
      }
    }
  }

  private mutating func excerpt(_ excerpt: Excerpt?) {
    guard let excerpt else { return null("excerpt") }
    inlineObject("excerpt") {
      $0.member("text", excerpt.text)
      $0.member("caret", excerpt.caret)
    }
  }
}

import PerfDiagnostics

/// What was noticed in the inputs; the same section in every report.
enum DataQuality {
  /// - Parameter isCounted: whether the findings are counted only.
  static func blocks(_ diagnostics: [Diagnostic], isCounted: Bool = false) -> [Block] {
    guard !diagnostics.isEmpty else { return [] }
    let title: [Inline] = [.text("Data quality: " + counts(diagnostics))]
    return isCounted ? [.paragraph(title)] : [.details(summary: title, [.list(diagnostics.map(line))])]
  }

  private static func counts(_ diagnostics: [Diagnostic]) -> String {
    Severity.allCases.sorted(by: >).compactMap { severity in
      let count = diagnostics.filter { $0.severity == severity }.count
      return count == 0 ? nil : Words.count(count, severity.rawValue)
    }.joined(separator: ", ")
  }

  /// `run.json:48:12`, nil where the finding has no place.
  static func place(_ diagnostic: Diagnostic) -> String? {
    let numbers = [diagnostic.location?.line, diagnostic.location?.column].compactMap { $0.map(String.init) }
    let place = ([diagnostic.location?.file].compactMap(\.self) + numbers).joined(separator: ":")
    return place.isEmpty ? nil : place
  }

  private static func line(_ diagnostic: Diagnostic) -> [Inline] {
    var inlines: [Inline] = [.text(diagnostic.severity.rawValue + ": ")]
    if let place = place(diagnostic) { inlines += [.code(place), .text(" ")] }
    inlines += [.text(diagnostic.message), .text(" ["), .code(diagnostic.id.rawValue), .text("]")]
    if let hint = diagnostic.hint { inlines.append(.text(" – " + hint)) }
    return inlines
  }
}

public import PerfDiagnostics

extension Run {
  /// The same run with what is given in place of its own; `series` have to be ascending by key.
  public func with(
    label: String? = nil, toolVersion: String? = nil, startedAt: Timestamp? = nil, duration: Double? = nil,
    files: [InputFile]? = nil, context: [String: String]? = nil, series: [Series]? = nil,
    declaredObjectives: [DeclaredObjective]? = nil, diagnostics: [Diagnostic]? = nil
  ) -> Run {
    var copy = Run(
      label: label ?? self.label, tool: tool, toolVersion: toolVersion ?? self.toolVersion, format: format,
      startedAt: startedAt ?? self.startedAt, duration: duration ?? self.duration, files: files ?? self.files,
      context: context ?? self.context, series: series ?? self.series, timelines: timelines, origin: origin,
      loadWindow: loadWindow,
      declaredObjectives: declaredObjectives ?? self.declaredObjectives, profiles: profiles, resources: resources,
      scrapes: scrapes, queries: queries, plans: plans, diagnostics: diagnostics ?? self.diagnostics)
    // Other series are no longer what was recorded.
    if series == nil { copy.recording = recording }
    return copy
  }
}

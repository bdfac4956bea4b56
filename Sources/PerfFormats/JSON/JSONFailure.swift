import PerfDiagnostics

/// Why a parse stopped; it becomes a `Diagnostic` once line and column are known.
struct JSONFailure {
  let id: DiagnosticID
  let message: String
  /// Offset of the byte that is wrong; the end of what was written where that ended too early.
  let offset: Int
  var hint: String?
  /// Offset of what was left open when the bytes ended.
  var opening: Int?
}

import PerfAnalysis

/// `perfreport/check/1` (CONTRACT §5): base units, the contract's members first, then what was added to them.
enum CheckJSON {
  static func text(_ assessment: CheckAssessment, generatedAt: String?) -> String {
    JSONWriter.document { writer in
      writer.member("schema", SchemaCatalogue.check)
      if let generatedAt { writer.member("generatedAt", generatedAt) }
      writer.member("verdict", assessment.verdict.rawValue)
      writer.member("status", assessment.status.rawValue)
      writer.member("exitStatus", Int(assessment.judgement.rawValue))
      writer.array("objectives", assessment.results) { writer, result in writer.element { $0.objective(result) } }
      ledger(assessment.ledger, &writer)
      writer.side("side", assessment.side)
      writer.unread("notMeasurable", assessment.notMeasurable)
      writer.unread("notUnderstood", assessment.notUnderstood)
      writer.array("declared", assessment.declared) { writer, result in writer.element { $0.objective(result) } }
      writer.strings("obstacles", assessment.obstacles)
      writer.diagnostics(assessment.diagnostics, withExcerpts: false)
    }
  }

  private static func ledger(_ ledger: ObjectiveLedger, _ writer: inout JSONWriter) {
    writer.object("ledger") {
      $0.member("statements", ledger.statements)
      $0.member("met", ledger.met)
      $0.member("breached", ledger.breached)
      $0.member("tooCloseToCall", ledger.tooCloseToCall)
      $0.member("unknown", ledger.unknown)
      $0.member("notMeasurable", ledger.notMeasurable)
      $0.member("notUnderstood", ledger.notUnderstood)
      $0.member("evaluated", ledger.evaluated)
    }
  }
}

import PerfAnalysis
import PerfModel
import PerfUnits

/// `perfreport/comparison/1` (docs/json.md): base units, order stable.
enum ComparisonJSON {
  static func text(_ assessment: Assessment, generatedAt: String?) -> String {
    JSONWriter.document { writer in
      writer.member("schema", SchemaCatalogue.comparison)
      if let generatedAt { writer.member("generatedAt", generatedAt) }
      writer.member("verdict", assessment.verdict.rawValue)
      writer.member("status", assessment.status.rawValue)
      writer.member("exitStatus", Int(assessment.judgement.rawValue))
      writer.side("before", assessment.before)
      writer.side("after", assessment.after)
      writer.array("comparisons", assessment.comparisons) { writer, row in
        writer.element { comparison(row, &$0) }
      }
      writer.array("objectives", assessment.objectives) { writer, comparison in
        writer.element { objective(comparison, &$0) }
      }
      writer.profiles(assessment.profiles)
      writer.queries(assessment.queries)
      if !assessment.queryPlans.isEmpty { writer.queryPlans(assessment.queryPlans) }
      if !assessment.evidenceChecks.isEmpty {
        writer.diagnostics(assessment.evidenceChecks, as: "evidenceChecks", withExcerpts: false)
      }
      writer.evidence(assessment.evidence)
      ledger(assessment.ledger, assessment.objectives, &writer)
      writer.unread("notMeasurable", assessment.notMeasurable)
      writer.unread("notUnderstood", assessment.notUnderstood)
      writer.array("preconditions", assessment.preconditions) { writer, precondition in
        writer.inlineElement {
          $0.member("id", precondition.id)
          $0.member("outcome", precondition.outcome.rawValue)
          $0.member("text", precondition.text)
        }
      }
      writer.array("renamed", assessment.renamed) { writer, candidate in
        writer.element {
          $0.inlineObject("before") { $0.series(candidate.before) }
          $0.inlineObject("after") { $0.series(candidate.after) }
          $0.member("similarity", candidate.similarity)
        }
      }
      writer.strings("assumptions", assessment.assumptions)
      writer.strings("advice", assessment.advice)
      selfTest(assessment.selfTest, &writer)
      if let samples = assessment.samples { writer.samples(samples) }
      if let resources = assessment.resources { writer.resources(resources) }
      writer.strings("obstacles", assessment.obstacles)
      writer.diagnostics(assessment.diagnostics, withExcerpts: false)
    }
  }

  private static func comparison(_ row: Comparison, _ writer: inout JSONWriter) {
    writer.series(row.key)
    writer.member("statistic", row.statistic.name)
    writer.member("unit", row.metric.unit.symbol)
    writer.member("before", row.before)
    writer.member("after", row.after)
    writer.member("change", row.change)
    writer.member("difference", row.difference)
    writer.pair("interval", row.interval.map { ($0.low, $0.high) })
    writer.member("noiseFloor", row.noiseFloor)
    writer.member("margin", row.margin)
    writer.member("pValue", row.pValue)
    writer.member("basis", row.basis.rawValue)
    writer.member("verdict", row.verdict.rawValue)
    writer.array("warnings", row.warnings) { writer, warning in
      writer.inlineElement {
        $0.member("id", warning.id)
        $0.member("text", warning.text)
      }
    }
    writer.member("scale", row.scale.rawValue)
    writer.member("gated", row.isGated)
    writer.member("replicated", row.isReplicated)
    writer.member("runsBefore", row.runs.before)
    writer.member("runsAfter", row.runs.after)
    writer.member("smallestVisible", row.smallestVisible)
    writer.member("exactP", row.exactP)
    writer.member("adjustedP", row.adjustedP)
    writer.member("reason", row.reason)
  }

  /// The after side's objective as in `perfreport/check/1`, then what it was before.
  private static func objective(_ comparison: ObjectiveComparison, _ writer: inout JSONWriter) {
    writer.objective(comparison.after)
    writer.member("change", comparison.movement.rawValue)
    guard let before = comparison.before else { return writer.null("before") }
    writer.object("before") {
      $0.member("actual", before.actual)
      $0.member("headroom", before.headroom)
      $0.member("status", before.status.rawValue)
      $0.member("reason", before.reason)
      $0.pair("interval", before.interval.map { ($0.low, $0.high) })
    }
  }

  private static func ledger(_ ledger: Ledger, _ objectives: [ObjectiveComparison], _ writer: inout JSONWriter) {
    writer.object("ledger") {
      $0.member("seriesBefore", ledger.seriesBefore)
      $0.member("seriesAfter", ledger.seriesAfter)
      $0.member("compared", ledger.compared)
      $0.member("new", ledger.new)
      $0.member("missing", ledger.missing)
      $0.member("renamedCandidates", ledger.renamedCandidates)
      $0.member("noData", ledger.noData)
      let unknown = objectives.count { $0.after.status == .unknown }
      $0.member("objectives", objectives.count)
      $0.member("evaluated", objectives.count - unknown)
      $0.member("unknown", unknown)
      $0.member("endpointsBefore", ledger.endpointsBefore)
      $0.member("endpointsMatched", ledger.endpointsMatched)
    }
  }

  private static func selfTest(_ result: SelfTestResult?, _ writer: inout JSONWriter) {
    guard let result else { return writer.null("selfTest") }
    writer.object("selfTest") { writer in
      writer.member("seeing", result.seeing)
      writer.array("blind", result.blind) { writer, row in
        writer.element {
          $0.series(row.key)
          $0.member("statistic", row.statistic.name)
          $0.member("reason", row.reason)
        }
      }
    }
  }
}

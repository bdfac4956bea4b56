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
      side("before", assessment.before, &writer)
      side("after", assessment.after, &writer)
      writer.array("comparisons", assessment.comparisons) { writer, row in
        writer.element { comparison(row, &$0) }
      }
      for name in ["objectives", "profiles", "queries", "evidence"] { writer.emptyArray(name) }
      ledger(assessment.ledger, &writer)
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
      writer.strings("obstacles", assessment.obstacles)
      writer.diagnostics(assessment.diagnostics, withExcerpts: false)
    }
  }

  private static func side(_ name: String, _ side: SideSummary, _ writer: inout JSONWriter) {
    writer.object(name) { writer in
      writer.member("label", side.label)
      writer.member("runs", side.runs.count)
      writer.array("details", side.runs) { writer, run in
        writer.element {
          $0.member("label", run.label)
          $0.member("tool", run.tool)
          $0.member("toolVersion", run.toolVersion)
          $0.member("format", run.format)
          $0.member("startedAt", run.startedAt?.rfc3339)
          $0.member("duration", run.duration)
          $0.member("requests", run.requests)
          $0.files(run.files)
        }
      }
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

  private static func ledger(_ ledger: Ledger, _ writer: inout JSONWriter) {
    writer.object("ledger") {
      $0.member("seriesBefore", ledger.seriesBefore)
      $0.member("seriesAfter", ledger.seriesAfter)
      $0.member("compared", ledger.compared)
      $0.member("new", ledger.new)
      $0.member("missing", ledger.missing)
      $0.member("renamedCandidates", ledger.renamedCandidates)
      $0.member("noData", ledger.noData)
      // A comparison without objectives evaluates none.
      for name in ["objectives", "evaluated", "unknown"] { $0.member(name, 0) }
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

import PerfAnalysis
import PerfCapacity
import PerfModel
import PerfUnits

/// `perfreport/plan/1` (CONTRACT §5): base units, the contract's members first, then what was added to them.
enum PlanJSON {
  static func text(_ planned: PlannedCapacity, generatedAt: String?) -> String {
    let plan = planned.plan
    let decision = PlanDecision(planned)
    let verdicts = LevelRow.verdicts(plan)
    return JSONWriter.document { writer in
      writer.member("schema", SchemaCatalogue.plan)
      if let generatedAt { writer.member("generatedAt", generatedAt) }
      writer.array("lines", plan.lines) { writer, line in writer.element { $0.planLine(line, in: plan) } }
      writer.array("levels", plan.levels.indices) { writer, place in
        writer.element { $0.level(plan.levels[place], verdict: verdicts[place]) }
      }
      writer.array("bottlenecks", plan.bottleneck.resources) { writer, examined in
        writer.element { $0.examined(examined, in: plan.bottleneck) }
      }
      writer.array("tiers", plan.tiers) { writer, tier in
        writer.element { $0.tier(tier, instances: plan["instances:\(tier.tier.name)"]?.value) }
      }
      writer.diagnostics(planned.diagnostics, withExcerpts: false)
      writer.member("headline", decision.headline)
      writer.strings("decision", decision.sentences)
      writer.member("exitStatus", Int(planned.judgement.rawValue))
      objective(planned, &writer)
      writer.array("findings", plan.findings) { writer, finding in
        writer.element {
          $0.member("code", finding.code.rawValue)
          $0.member("sentence", finding.sentence)
          $0.numbers("levels", finding.levels)
        }
      }
      writer.array("soak", plan.soak) { writer, report in writer.element { $0.soak(report) } }
      ceiling(plan.ceiling, &writer)
      writer.object("nextTest") { $0.nextTest(plan.nextTest) }
      changes(planned, &writer)
      writer.side("side", planned.side)
      writer.strings("evidence", planned.evidence)
    }
  }

  private static func objective(_ planned: PlannedCapacity, _ writer: inout JSONWriter) {
    guard let objective = planned.plan.settings.objective else { return writer.null("objective") }
    writer.object("objective") { writer in
      writer.member("quantile", objective.p)
      writer.member("latency", objective.latency.value)
      writer.member("errorShare", objective.errorShare)
      for (name, written) in [("latencySource", planned.objective.latency), ("errorSource", planned.objective.errors)] {
        guard let written else {
          writer.null(name)
          continue
        }
        writer.inlineObject(name) {
          $0.member("text", written.text)
          $0.member("origin", written.source.origin.rawValue)
          $0.member("file", written.source.file)
          $0.member("line", written.source.line)
        }
      }
      writer.strings("notes", planned.objective.notes)
    }
  }

  private static func ceiling(_ ceiling: SharedCeiling?, _ writer: inout JSONWriter) {
    guard let ceiling else { return writer.null("sharedCeiling") }
    writer.inlineObject("sharedCeiling") {
      $0.member("name", ceiling.name)
      $0.member("rate", ceiling.rate.value)
    }
  }

  private static func changes(_ planned: PlannedCapacity, _ writer: inout JSONWriter) {
    guard let earlier = planned.earlier else { return writer.null("since") }
    writer.object("since") { writer in
      writer.member("plan", earlier.name)
      writer.array("changes", PlanChange.changes(planned)) { writer, change in
        writer.inlineElement {
          $0.member("id", change.id)
          $0.member("before", change.before)
          $0.member("after", change.after)
          $0.member("change", change.change.isEmpty ? nil : change.change)
        }
      }
    }
  }
}

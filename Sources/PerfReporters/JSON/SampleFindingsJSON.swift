import PerfAnalysis
import PerfModel

extension JSONWriter {
  /// What single requests show: `samples` of `perfreport/comparison/1` (docs/json.md).
  mutating func samples(_ findings: SampleFindings) {
    object("samples") { writer in
      writer.member("deciding", findings.isDeciding)
      writer.array("before", findings.before) { writer, shape in writer.element { $0.shape(shape) } }
      writer.array("after", findings.after) { writer, shape in writer.element { $0.shape(shape) } }
      writer.array("shifts", findings.shifts) { writer, shift in
        writer.element { writer in
          writer.member("endpoint", shift.endpoint)
          writer.array("points", shift.points) { writer, point in
            writer.inlineElement {
              $0.member("statistic", Statistic.quantile(point.p).name)
              $0.member("change", point.change)
              $0.member("thin", point.isThin)
            }
          }
        }
      }
      writer.array("statuses", findings.statuses) { writer, status in
        writer.inlineElement {
          $0.member("status", status.status)
          $0.member("before", status.before)
          $0.member("after", status.after)
        }
      }
      writer.array("errors", findings.errors) { writer, error in
        writer.inlineElement {
          $0.member("message", error.message)
          $0.member("before", error.before)
          $0.member("after", error.after)
        }
      }
    }
  }

  private mutating func shape(_ shape: RunFindings) {
    member("label", shape.label)
    member("requests", shape.requests)
    member("kept", shape.kept)
    pair("window", (shape.window.lowerBound, shape.window.upperBound))
    array("cuts", shape.cuts) { writer, cut in
      writer.inlineElement {
        $0.member("reason", cut.reason.rawValue)
        $0.pair("span", (cut.span.lowerBound, cut.span.upperBound))
        $0.member("requests", cut.requests)
        $0.member("failed", cut.failed)
      }
    }
    member("unsteadiness", shape.unsteadiness)
    member("independentRequests", shape.independentRequests)
    if let check = shape.crossCheck {
      inlineObject("crossCheck") {
        $0.member("byBatches", check.byBatches)
        $0.member("byBootstrap", check.byBootstrap)
        $0.member("blockLength", check.blockLength)
        $0.member("replicates", check.replicates)
        $0.member("seed", Int(exactly: check.seed))
      }
    } else {
      null("crossCheck")
    }
    array("modes", shape.modes) { writer, modes in
      writer.inlineElement {
        $0.member("endpoint", modes.endpoint)
        $0.member("lower", modes.lower)
        $0.member("valley", modes.valley)
        $0.member("upper", modes.upper)
        $0.member("shareAbove", modes.shareAbove)
      }
    }
    member("coordinatedOmission", shape.coordinatedOmission)
  }
}

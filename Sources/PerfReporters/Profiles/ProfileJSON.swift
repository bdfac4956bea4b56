import PerfAnalysis
import PerfModel

/// `perfreport/profile/1` (CONTRACT §5): exact integers in the file's own units, nothing trimmed.
enum ProfileJSON {
  static func text(_ analysis: ProfileAnalysis, files: [String]) -> String {
    JSONWriter.document { writer in
      writer.member("schema", SchemaCatalogue.profile)
      writer.array("sampleTypes", analysis.sampleTypes) { writer, type in
        writer.inlineElement {
          $0.member("type", type.type)
          $0.member("unit", type.unit)
        }
      }
      writer.member("sampleType", analysis.sampleType)
      writer.numbers("totals", analysis.totals.map(Int.init))
      writer.integers("totalsBefore", analysis.totalsBefore)
      writer.member("granularity", analysis.after.totals.granularity.rawValue)
      writer.side("before", analysis.before)
      writer.side("after", analysis.after)
      writer.member("basis", analysis.basis.rawValue)
      writer.member("obstacle", analysis.obstacle?.reason)
      writer.numbers("waiting", analysis.waiting.map(Int.init))
      writer.integers("waitingBefore", analysis.waitingBefore)
      writer.strings("files", files)
      writer.changes("functions", analysis.functions)
      writer.changes("packages", analysis.packages)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func side(_ name: String, _ side: ProfileSide?) {
    guard let side else { return null(name) }
    inlineObject(name) {
      $0.member("label", side.label)
      $0.member("durationNanoseconds", side.duration.map(Int.init))
      $0.member("requests", side.requests)
    }
  }

  fileprivate mutating func changes(_ name: String, _ changes: [FunctionChange]) {
    array(name, changes) { writer, change in
      writer.inlineElement {
        $0.member("name", change.name)
        if let before = change.nameBefore { $0.member("nameBefore", before) }
        $0.member("file", change.file)
        $0.numbers("flat", change.flat.map(Int.init))
        $0.numbers("cumulative", change.cumulative.map(Int.init))
        $0.integers("flatBefore", change.flatBefore)
        $0.integers("cumulativeBefore", change.cumulativeBefore)
        $0.member("presence", change.flatBefore == nil ? nil : change.presence.rawValue)
        $0.member("z", change.z)
        $0.member("finding", change.isFinding)
        $0.member("waiting", change.isWaiting)
      }
    }
  }

  fileprivate mutating func integers(_ name: String, _ values: [Int64]?) {
    guard let values else { return null(name) }
    numbers(name, values.map(Int.init))
  }
}
